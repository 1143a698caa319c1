/** 存证 All routes of the log. */
import type { Sql } from '../../db/client.ts';
import type { Routes } from '../http/openapi.ts';
import { bundleRoutes } from './bundles.ts';
import { erasureRoutes } from './erasing.ts';
import { fileProofRoutes } from './file-proofs.ts';
import { logKeyRoutes } from './keys.ts';
import { restartRoutes } from './restarting.ts';
import { headRoutes } from './routes.ts';

export const logRoutes = (deps: { sql: Sql }): Routes[] => [
  // Before the tiles of hashes, whose address is any.
  bundleRoutes(deps),
  headRoutes(deps),
  logKeyRoutes(deps),
  restartRoutes(deps),
  fileProofRoutes(deps),
  erasureRoutes(deps),
];
