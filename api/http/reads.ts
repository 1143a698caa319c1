/**
 * 查阅登记 What shows narrative, sealed words, a dossier or an export leaves this server only after the read log has it:
 *  1. What a route shows is declared with it (`reads`); every answer to a caller that is no JSON is an export, whatever is declared.
 *  2. The answer is held, head and body, until its row is written; where it cannot be written, 503 is answered instead, and nothing is shown.
 *  3. Nothing is entered where nothing is shown: a refusal, 304, HEAD.
 */
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { noteReadings, type NewReading } from '../../db/queries/readings.ts';
import { batched } from './batch.ts';
import type { Caller } from './authentication.ts';
import { wantsCsv } from './csv.ts';
import type { Deps } from './deps.ts';
import { badInput } from './fields.ts';
import { faultOf } from './problem-answer.ts';
import { Problem } from './problems.ts';
import type { AnySpec, ReadKind, Reply } from './route.ts';

const HEADER = 'Duban-Purpose';
const LONGEST = 200;
/** What may be read without a purpose. */
const free: readonly ReadKind[] = ['narrative', 'reads'];

/** Whether the route's answers are looked at at all: somebody known reads. What changes something and answers with words of others says so in its description. */
const looks = ({ method, auth, reads, responses }: AnySpec): boolean =>
  auth !== 'public' &&
  (method === 'get' || reads !== undefined || responses[200]?.media !== undefined);

export const declared = ({ reads }: AnySpec): ReadKind | undefined =>
  typeof reads === 'object' ? reads.kind : reads === 'none' ? undefined : reads;

/** Whether something of it is ever entered, as far as its description says. */
export const canShow = (spec: AnySpec): boolean => {
  const { csv, media } = spec.responses[200] ?? {};
  const others = media !== undefined && spec.reads !== 'none';
  return looks(spec) && (declared(spec) !== undefined || csv === true || others);
};

const purpose = z.string().max(LONGEST).optional();
const said = {
  description:
    '查阅用途，记入查阅登记；密封内容、案卷档案和导出必填，不写个人信息 For what purpose it is read: the read log has it; required for sealed words, dossiers and exports; nothing personal',
};

/** Query and headers of a route with the purpose, where it takes one. */
export function purposeParameters(spec: AnySpec): Pick<AnySpec, 'query' | 'headers'> {
  const { query, headers } = spec;
  if (!canShow(spec)) return { ...(query && { query }), ...(headers && { headers }) };
  const encoded = { description: `${said.description}; UTF-8, percent-encoded` };
  return {
    query: (query ?? z.object({})).extend({ purpose: purpose.meta(said) }),
    headers: (headers ?? z.object({})).extend({ [HEADER]: purpose.meta(encoded) }),
  };
}

/** The query without the purpose, which every route takes that can show something. */
export function queryOf(spec: AnySpec, req: Request): Record<string, unknown> {
  if (!canShow(spec)) return req.query;
  const { purpose: _purpose, ...query } = req.query;
  return query;
}

/** 用途 As the header says it (percent-encoded UTF-8), or the query: as `purpose`, or as the `reason` that some routes ask for. */
function purposeOf(req: Request): string | null {
  const header = headerOf(req);
  const stated = header ?? req.query['purpose'];
  const given = stated ?? req.query['reason'];
  const text = typeof given === 'string' ? decoded(given, header !== undefined).trim() : '';
  if (text !== '' && text.length <= LONGEST && !/\p{Cc}/u.test(text)) return text;
  if (stated === undefined) return null;
  throw badInput([
    {
      in: header === undefined ? 'query' : 'header',
      path: '/purpose',
      zh: `查阅用途为 1–${LONGEST} 字，不含控制字符；标头中按 UTF-8 百分号编码`,
      en: `A purpose has 1–${LONGEST} characters and no control characters; in the header percent-encoded UTF-8`,
    },
  ]);
}

/** An empty header says nothing. */
const headerOf = (req: Request): string | undefined => req.get(HEADER)?.trim() || undefined;

function decoded(text: string, encoded: boolean): string {
  if (!encoded) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What is asked for, before anything is looked up; the answer decides. */
function asked(spec: AnySpec, req: Request): ReadKind | undefined {
  const kind = declared(spec);
  if (kind && !free.includes(kind)) return kind;
  const { csv, media: other } = spec.responses[200] ?? {};
  const media = spec.reads === 'none' ? undefined : other;
  const { format } = req.query;
  if (format !== undefined && format !== 'json') return csv || media ? 'export' : kind;
  return csv && wantsCsv(req, format === undefined ? undefined : 'json') ? 'export' : kind;
}

/** Refuses a request for sealed words, a dossier or an export that says no purpose. */
export function requirePurpose(spec: AnySpec, req: Request): void {
  if (!looks(spec)) return;
  const purpose = purposeOf(req);
  const kind = asked(spec, req);
  if (kind && !free.includes(kind) && purpose === null) throw new Problem('purpose-missing');
}

const idOf = (res: Response): string => (res.locals['caller'] as Caller).id;

/** What an answer shows; undefined where it shows nothing that is entered. */
function shownBy(spec: AnySpec, { req, res, reply }: Answer): ReadKind | undefined {
  if (res.statusCode < 200 || res.statusCode > 299 || req.method === 'HEAD') return undefined;
  const kind = declared(spec);
  if (kind === 'sealed' || kind === 'dossier') return kind;
  const type = String(res.get('Content-Type') ?? 'application/json');
  if (!/^application\/json\b/.test(type))
    return spec.reads === 'none' && !type.startsWith('text/csv') ? undefined : 'export';
  return typeof spec.reads === 'object' && !spec.reads.when(reply()?.body, idOf(res))
    ? undefined
    : kind;
}

interface Answer {
  req: Request;
  res: Response;
  /** What the handler has answered, unless it writes by itself. */
  reply(): Reply | undefined;
}

/** Holds the answers of a route until they are entered. */
export function readLog({ sql, log }: Pick<Deps, 'sql' | 'log'>) {
  const note = batched<NewReading, undefined>(
    async (all) => {
      await noteReadings(sql, all);
      return all.map(() => undefined);
    },
    { most: 50 },
  );
  return (spec: AnySpec, answer: Answer, next: NextFunction): void => {
    const { req, res } = answer;
    const caller = res.locals['caller'] as Caller | undefined;
    if (!looks(spec) || !caller) return;
    held(res, next, () => {
      const kind = shownBy(spec, answer);
      if (!kind) return undefined;
      const purpose = purposeOf(req);
      if (purpose === null && !free.includes(kind)) throw new Problem('purpose-missing');
      const row = rowOf(spec, req, caller, { kind, purpose });
      const rows = eachOf(spec, row, req, answer.reply()?.body);
      return Promise.all(rows.map(note)).catch((error: unknown) => {
        log.error({ reqId: req.id, fault: faultOf(error) }, 'a reading could not be entered');
        throw new Problem('read-log-away');
      });
    });
  };
}

const eachOf = (
  { reads }: AnySpec,
  row: NewReading,
  { query }: Request,
  body: unknown,
): NewReading[] =>
  typeof reads === 'object' && reads.each
    ? reads.each(body, { bureau: row.bureau, query }).map((one) => ({ ...row, ...one }))
    : [row];

function rowOf(
  spec: AnySpec,
  req: Request,
  caller: Caller,
  read: Pick<NewReading, 'kind' | 'purpose'>,
): NewReading {
  const params = req.params as Record<string, string>;
  const { purpose: _purpose, reason: _reason, ...query } = req.query;
  return {
    ...read,
    bureau: caller.bureau,
    officer: caller.id,
    unit: caller.unit,
    system: caller.system ?? null,
    route: `${req.method} ${spec.path}`,
    file:
      params['file'] ?? params['id'] ?? (typeof query['file'] === 'string' ? query['file'] : null),
    asked: { ...params, ...query },
  };
}

/** Until `before` has come to its end nothing is written; where it fails, its fault is answered. */
function held(res: Response, next: NextFunction, before: () => Promise<unknown> | undefined): void {
  const { write, end } = res;
  const waiting: (() => void)[] = [];
  let begun = false;
  const open = (): void => void Object.assign(res, { write, end });
  const begin = async (): Promise<void> => {
    begun = true;
    try {
      await before();
    } catch (error) {
      open();
      for (const name of res.getHeaderNames())
        if (/^(etag|content-(type|length|disposition|encoding)|cache-control|link)$/.test(name))
          res.removeHeader(name);
      next(error);
      return;
    }
    open();
    for (const one of waiting) one();
    res.emit('drain');
  };
  const later =
    <R>(answer: R, method: (...args: never[]) => unknown) =>
    (...args: never[]): R => {
      waiting.push(() => void method.apply(res, args));
      if (!begun) void begin();
      return answer;
    };
  Object.assign(res, { write: later(false, write), end: later(res, end) });
}
