/**
 * 选择文件 A form that brings documents along: each is hashed as it comes, and nothing of it is kept anywhere. What goes on is the form as any other, with the hash where
 * it belongs.
 */
import { createHash } from 'node:crypto';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { Request, RequestHandler } from 'express';
import { Problem } from '../http/problems.ts';
import { documentAt, tooLargeName } from './forms/documents.ts';

/** Bytes of one document, of everything that comes with a form, and of its fields, which are as many as those of a form without documents. */
const most = { file: 100 * 2 ** 20, whole: 200 * 2 ** 20, fields: 512 * 2 ** 10 };
type Most = typeof most;

const isUpload = (req: Request): boolean => req.is('multipart/form-data') !== false;

/** What another kind of page could send without asking first is no form of ours. */
export const formOnly =
  (uploads = false): RequestHandler =>
  (req, _res, next) => {
    if (req.is('application/x-www-form-urlencoded') === false && !(uploads && isUpload(req)))
      throw new Problem('unsupported-media-type');
    next();
  };

/** `known`: whether whoever sends it is signed in. For nobody else anything is hashed. */
export const readUpload =
  (known: (req: Request) => Promise<boolean>, limits: Most = most): RequestHandler =>
  async (req, _res, next) => {
    if (!isUpload(req)) return next();
    if (Number(req.get('content-length') ?? Infinity) > limits.whole)
      throw new Problem('too-large');
    const form = await formOf(req, await known(req), limits);
    req.body = form.toString();
    next();
  };

/** Undefined for a header that names no boundary. */
function parserOf(req: Request, { file, fields }: Most): BusboyInstance | undefined {
  const headers = { ...req.headers, 'content-type': req.get('content-type') ?? '' };
  const limits = { fileSize: file, fieldSize: fields, fieldNameSize: 300, fields: 4000, files: 50 };
  try {
    return new Busboy({ headers, limits: { ...limits, headerPairs: 20 } });
  } catch {
    return undefined;
  }
}

function formOf(req: Request, hashing: boolean, limits: Most): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const fail = (problem: Problem): void => {
      // What still comes is let through unread, so that the answer arrives.
      req.unpipe();
      req.resume();
      reject(problem);
    };
    const form = new URLSearchParams();
    const hashes = new Map<string, string>();
    const parser = parserOf(req, limits);
    if (!parser) return fail(new Problem('bad-input'));
    let size = 0;
    parser.on('field', (name, text, nameCut, textCut) => {
      size += Buffer.byteLength(name) + Buffer.byteLength(text);
      if (nameCut || textCut || size > limits.fields) return fail(new Problem('too-large'));
      form.append(name, text);
    });
    parser.on('file', (name, stream) => {
      const path = hashing ? documentAt(name) : undefined;
      if (path === undefined) return void stream.resume();
      hashed(stream, (hash) => {
        if (hash === 'too-large') form.append(tooLargeName, path);
        else hashes.set(path, hash);
      });
    });
    for (const event of ['fieldsLimit', 'filesLimit'])
      parser.on(event, () => fail(new Problem('too-large')));
    parser.on('error', () => fail(new Problem('bad-input')));
    parser.on('finish', () => {
      for (const [path, hash] of hashes) setDocument(form, path, hash);
      resolve(form);
    });
    req.on('aborted', () => fail(new Problem('bad-input')));
    req.pipe(parser);
  });
}

/** Whoever has no number of their own for it goes by the beginning of its hash. */
function setDocument(form: URLSearchParams, path: string, hash: string): void {
  form.set(`${path}/sha256`, hash);
  if (!form.get(`${path}/id`)?.trim()) form.set(`${path}/id`, `f-${hash.slice(0, 12)}`);
}

/** Of a document that was not chosen nothing comes, and nothing is said. */
function hashed(stream: BusboyFileStream, done: (hash: string) => void): void {
  const hash = createHash('sha256');
  stream.on('data', (chunk: Buffer) => hash.update(chunk));
  stream.on('end', () => {
    if (stream.truncated) done('too-large');
    else if (stream.bytesRead > 0) done(hash.digest('hex'));
  });
}
