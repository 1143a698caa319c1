/** 标头 The headers that answers may have, beside those of every answer (docs/api.md), as the document describes them: each once. */

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const said = {
  'Content-Disposition': text('存为文件时的名称 Under which name it is saved'),
  Deprecation: text('RFC 9745：自何时起弃用 Since when it should not be used any more'),
  'Duban-Content-Fixed': text('内容是否已经固定 Whether the content is final'),
  'Duban-Content-Sha256': text('内容的 SHA-256 Of the content, byte by byte'),
  'Duban-Paper-Status': text('issued、withdrawn 或者 replaced：是否现行有效 Whether it stands'),
  ETag: text('用于 If-None-Match、If-Match For If-None-Match and If-Match'),
  Link: text(
    'RFC 8288：next 为下一页；弃用的另有 deprecation、successor-version The next page; of what is to go also where that is said and what takes its place',
  ),
  Location: text('其地址 Where it stands'),
  'Retry-After': {
    description: '几秒后再试 In how many seconds to ask again',
    schema: { type: 'integer' as const },
  },
  Sunset: text('RFC 8594：何时停用 From when on it is not answered any more'),
  'WWW-Authenticate': text('RFC 6750：令牌错在何处 What is wrong with the token'),
};
export type HeaderName = keyof typeof said;

export const headersSaid = Object.entries(said);

/** As an answer of the document has them. */
export const referred = (
  names: Iterable<HeaderName>,
): { headers?: Record<string, { $ref: string }> } => {
  const headers = [...new Set(names)].map((name): [string, { $ref: string }] => [
    name,
    { $ref: `#/components/headers/${name}` },
  ]);
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) };
};

/** Of every answer of what is to go. */
export const ofDeprecated: readonly HeaderName[] = ['Deprecation', 'Sunset', 'Link'];
