/** 一次访问 What a page is given, and what it may answer. */
import type { Request } from 'express';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ProblemBody } from '../http/problems.ts';
import type { Inner, InnerReply } from '../http/inside.ts';
import type { Html } from './html.ts';
import type { Node } from './forms/schema.ts';
import type { Language } from './words.ts';

export interface Visit {
  language: Language;
  /** A sentence in the language of the page. */
  t: (zh: string, en: string) => string;
  say: (sentence: Sentence) => string;
  /** Says how many days are left; judges nothing. */
  now: Instant;
  /** Who is signed in. */
  officer: string;
  /** What every form of the session carries. */
  csrf: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  form: URLSearchParams;
  /** Of the file's run in the Temporal UI. */
  engineUrl: (file: string) => string;
  /** The forms by which files are opened. */
  openings: () => readonly Opening[];
  /** The roles that a route of the API asks for, as `GET /v1/…`; undefined where it asks for none. */
  rolesFor: (route: string) => readonly string[] | undefined;
  req: Request;
  /** Asks the API as whoever is signed in, and answers whatever comes. */
  ask(asked: Inner): Promise<InnerReply>;
  /** The same for what the page cannot be without: a problem becomes the page. */
  read<T>(path: string): Promise<T>;
}

/** A route that opens a file, as a form. */
export interface Opening {
  /** As it stands in the address of its page. */
  name: string;
  path: string;
  title: Sentence;
  description: string | undefined;
  roles: readonly string[] | undefined;
  procedure: string;
  /** The act by which it opens the file. */
  type: string;
  schema: Node;
}

/** A page, where the browser goes instead, or a document of the API as it stands. */
export type Shown =
  | { status?: number; title: string; body: Html; here?: string }
  | { to: string }
  | { bytes: Uint8Array; headers: Readonly<Record<string, string>> };
export type Page = (visit: Visit) => Promise<Shown> | Shown;

export interface PageSpec {
  method: 'get' | 'post';
  path: string;
  page: Page;
  /** What is shown of a form that another session has sent, or none: filled in as it was, with nothing sent on. Without it such a form is refused. */
  again?: Page;
  /** Its form may bring documents along, to be hashed (uploads.ts). */
  files?: boolean;
}

/** A problem of the API that the page shows instead of itself. */
export class PageProblem extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.code);
    this.problem = problem;
  }
}
