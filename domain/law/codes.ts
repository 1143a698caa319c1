import type { Sentence } from './refusal.ts';

/** What a code means, in general; the particular case is told by the problem's `detail`. */
export interface CatalogueEntry { status: number; title: Sentence }

const entry = (status: number, zh: string, en: string): CatalogueEntry => ({ status, title: { zh, en } });

/**
 * 问题代码目录 The one catalogue of machine codes: every refusal and every error of the API carries one of them.
 * The documentation lists it at /problems; a code, once published, keeps its meaning.
 */
export const codes = {
  // Form of a request
  'bad-input': entry(400, '请求内容不符合要求', 'The request is not well formed'),
  'malformed-json': entry(400, '请求正文不是有效的 JSON', 'The request body is not valid JSON'),
  'bad-cursor': entry(400, '翻页游标无效', 'The page cursor is not valid'),
  'not-found': entry(404, '没有找到', 'Not found'),
  'method-not-allowed': entry(405, '此地址不支持该方法', 'The method is not allowed here'),
  'conflict': entry(409, '与当前状态冲突', 'In conflict with the current state'),
  'idempotency-conflict': entry(409, '同一幂等键已用于不同内容', 'The idempotency key was used for different content'),
  'too-large': entry(413, '内容超过大小限制', 'The content is too large'),
  'unsupported-media-type': entry(415, '不支持的内容类型', 'The media type is not supported'),
  'rate-limited': entry(429, '请求过于频繁', 'Too many requests'),
  'internal': entry(500, '系统内部错误', 'Internal error'),
  'not-ready': entry(503, '系统尚未就绪', 'Not ready'),

  // Who somebody is and what they may
  'unauthenticated': entry(401, '未通过身份认证', 'Not authenticated'),
  'unknown-caller': entry(403, '身份未在登记簿中', 'The identity is not in the registry'),
  'system-without-role': entry(403, '该系统没有登记任何职权', 'The system has no registered role'),
  'invalid-delegation': entry(403, '代为办理的授权无效', 'The delegation is not valid'),
  'not-authorised': entry(403, '无权办理', 'Not authorised'),
  'other-bureau': entry(403, '不属于本局管辖', 'Belongs to another bureau'),
  'own-record': entry(403, '不得变更本人的登记', 'Nobody may change their own record'),
  'officer-removed': entry(403, '该人员已被清除出执法队伍', 'The officer has been removed from enforcement'),

  // Law in force
  'no-legal-basis': entry(422, '本局没有适用的依据文件', 'No instrument in force binds the bureau'),

  // Registries
  'duplicate': entry(409, '编码已被其他登记占用', 'The code belongs to another registration'),
  'unknown-reference': entry(422, '引用的登记不存在', 'A registration referred to does not exist'),
  'removal-is-final': entry(422, '清除不得撤销', 'A removal is final'),
  'invalid-status-change': entry(422, '状态变更不合规则', 'The status change is not allowed'),
  'agreement-required': entry(422, '缺少服务协议', 'A service agreement is required'),
  'new-agreement-required': entry(422, '须签订新的服务协议', 'A new service agreement is required'),
  'face-recognition-missing': entry(422, '人脸识别未就绪', 'Face recognition is not ready'),
  'role-not-for-kind': entry(422, '该类主体不得担任此角色', 'The role does not fit the kind of subject'),
  'superior-cycle': entry(422, '上级关系成环', 'The chain of superiors is circular'),

  // Calendars
  'invalid-arrangement': entry(422, '放假安排不符合规则', 'The holiday arrangement breaks a rule'),
  'fictitious-calendar': entry(422, '不接受虚构的放假安排', 'Fictitious arrangements are not accepted here'),
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof codes;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(codes, code);

/** The entry of a code; an unlisted code is our fault and shows as internal. */
export function catalogued(code: string): CatalogueEntry {
  return isProblemCode(code) ? codes[code] : codes.internal;
}
