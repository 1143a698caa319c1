/**
 * 分组 Routes by the beginning of their addresses: a request is held against those of its own alone, in the order in which they were mounted. One after the other,
 * hundreds of patterns cost more than most requests.
 */
import express, { type RequestHandler, type Router } from 'express';

interface Grouped {
  /** To be mounted at the root. */
  router: RequestHandler;
  /** Where a route of this address is to be mounted. */
  at(path: string): Router;
}

/** `/v1/files` of `/v1/files/:id`, `/problems` of `/problems/:code`. */
const beginning = (path: string): string =>
  path
    .split('/', 3)
    .slice(0, path.startsWith('/v1/') ? 3 : 2)
    .join('/');

export function grouped(): Grouped {
  const groups = new Map<string, Router>();
  const router: RequestHandler = (req, res, next) => {
    const group = groups.get(beginning(req.path));
    if (group) group(req, res, next);
    else next();
  };
  // As a router shows what is mounted in it.
  Object.defineProperty(router, 'stack', {
    get: () => [...groups.values()].flatMap(({ stack }) => stack),
  });
  return {
    router,
    at(path) {
      const name = beginning(path);
      if (/[:*]/.test(name)) throw new Error(`${path}: its beginning is to be a word`);
      const group = groups.get(name) ?? express.Router({ caseSensitive: true, strict: true });
      groups.set(name, group);
      return group;
    },
  };
}
