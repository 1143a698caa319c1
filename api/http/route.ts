/** How a route is described: once, for the check of its requests and replies and for the document. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Deprecation } from '../../domain/law/deprecation.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { Caller } from './authentication.ts';
import type { Limits } from './deps.ts';
import type { HeaderName } from './header-table.ts';

/** `public`: no token. `optional`: without a token as the public, with one as its caller. `caller`: any registered caller. Roles: one of them. */
export type Auth = 'public' | 'optional' | 'caller' | readonly Role[];

/** 查阅的种类 What a read shows: words of a file, what is sealed, a dossier, a table or another export, the read log itself. */
export const readKinds = ['narrative', 'sealed', 'dossier', 'export', 'reads'] as const;
export type ReadKind = (typeof readKinds)[number];

interface ReadsSome {
  kind: ReadKind;
  when(body: unknown, reader: string): boolean;
  /** What is entered in the place of the address, one reading for each: of which file, and what was asked. */
  each?(body: unknown, asked: Asking): { file: string | null; asked: Record<string, unknown> }[];
}
interface Asking {
  bureau: string;
  query: Readonly<Record<string, unknown>>;
}

export interface ReplySpec {
  description: string;
  schema?: z.ZodType;
  /** Also as a table for spreadsheets. */
  csv?: boolean;
  /** Other media types, written by the handler itself. */
  media?: string | readonly string[];
  /** Beside those that follow from the form of the route (headers-said.ts). */
  headers?: readonly HeaderName[];
}

/** One kind of request of a route, as the document describes it. */
export interface Operation {
  path: string;
  summary: string;
  description?: string;
  params: z.ZodObject;
  body: z.ZodType;
  problems?: readonly ProblemCode[];
  deprecated?: Deprecation | undefined;
}

export interface RouteSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  H extends z.ZodObject,
  A extends Auth,
> {
  method: 'get' | 'put' | 'post' | 'delete';
  /** Express path; `:id` becomes `{id}` in the document, and `*rest` `{rest}`. */
  path: string;
  tag: string;
  /** Of its operation, where the name made of method and path would be another's but for case and separators. */
  name?: string;
  /** 中文 — English. */
  summary: string;
  description?: string;
  auth: A;
  params?: P;
  query?: Q;
  body?: B;
  /** The body is text, not JSON. */
  bodyIsText?: true;
  headers?: H;
  responses: Readonly<Record<number, ReplySpec>>;
  /** Codes this route can answer with, besides those that follow from its form. */
  problems?: readonly ProblemCode[];
  /** Of these, those that are a page to whoever asks for one. */
  pages?: readonly ProblemCode[];
  /** What was taken in before is answered as it stands, whatever has become of its author: the route asks for the office itself, of what is new. */
  answersAgain?: true;
  /** Neither counted nor logged, whatever comes of it; and no attempt of it that is refused is kept anywhere. */
  unrecorded?: true;
  /** Of a procedure whose files are hidden from somebody, where its address does not stand below the one that opens them: operators do not see it apart (shown-routes.ts). */
  hidden?: true;
  /** A stricter limit than the general one. */
  limit?: keyof Limits;
  /** The act by which it opens a file, and its clause: attempts that its form refuses are on record under both. */
  opens?: { type: string; clause: string | ((body: unknown) => string) };
  /** Under which clause it is done, where it opens nothing. */
  clause?: string;
  /** What its answers show that the read log has to have (api/http/reads.ts); `when`: only those bodies. `none`: nothing, whatever its schema or medium could hold. Tables are exports by themselves. */
  reads?: ReadKind | 'none' | ReadsSome;
  /** It is to go: said in the document and in every answer of it (docs/api.md). */
  deprecated?: Deprecation;
  /** The document describes the requests of this route one by one, each at an address of its own: its generic form stands for none of them. */
  operations?: readonly Operation[];
  /** Where 256 kB are too small for a form: bulk imports. */
  bodyLimit?: string;
}

/** What a handler is given: validated, and nothing else. */
export interface Input<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  H extends z.ZodObject,
  A extends Auth,
> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  headers: z.output<H>;
  caller: A extends 'public' ? undefined : A extends 'optional' ? Caller | undefined : Caller;
  req: Request;
  res: Response;
}

/** What a handler answers; nothing when it has written the response itself. */
export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type AnySpec = RouteSpec<z.ZodObject, z.ZodObject, z.ZodType, z.ZodObject, Auth>;

export const clauseOf = ({ opens, clause }: AnySpec, body: unknown): string | undefined =>
  typeof opens?.clause === 'function' ? opens.clause(body) : (opens?.clause ?? clause);

/** A description that stands beside its handler, as the table of data that it is. */
export const describeRoute = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  H extends z.ZodObject,
  const A extends Auth,
>(
  spec: RouteSpec<P, Q, B, H, A>,
): RouteSpec<P, Q, B, H, A> => spec;
