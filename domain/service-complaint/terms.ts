/** 投诉的用语 Where complaints come from, and how they end. */

/** 国家政务服务平台、渝快办 hand them down; `direct`: what the bureau takes by itself (service no. 37). */
export const sources = ['national-platform', 'yukuaiban', 'direct'] as const;
export type Source = (typeof sources)[number];

export const kinds = ['complaint', 'report', 'consultation', 'suggestion'] as const;
export const verdicts = ['founded', 'partly', 'unfounded'] as const;
export type Founded = (typeof verdicts)[number];
