/** What others need to know of a running stack: kept in stack.json (readable by its owner only) for the tools beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Namespace } from './namespaces.ts';
import { ownerOf } from './pids.ts';

export interface StackDetails {
  dataDir: string;
  temporalAddress: string;
  uiUrl: string;
  namespaces: readonly Namespace[];
  /** By namespace: the same file numbers may exist in several. */
  databases: Record<string, { ownerUrl: string; databaseUrl: string }>;
  /** Private key for engine tokens; its public half is what the Temporal server trusts. */
  signingKeyFile: string;
  /** The development issuer of officers' tokens: private key, and the JWKS the API trusts. */
  issuerKeyFile: string;
  issuerJwksFile: string;
  /** Seals secrets at rest. */
  sealingKeyFile: string;
  registerKeyFile: string;
  ports: Record<string, number>;
}

/** Issuer of the tokens that `npm run token` mints: its key lies in the data folder, so nobody else may trust it. */
export const developmentIssuer = 'urn:duban:development';

export const detailsFile = (dataDir: string): string => join(dataDir, 'stack.json');

/** The details of the stack that runs in this folder now. */
export async function readStack(dataDir: string): Promise<StackDetails> {
  if (!ownerOf(dataDir)) throw new Error(`nothing runs in ${dataDir}: npm start first`);
  const text = await readFile(detailsFile(dataDir), 'utf8').catch(() => {
    throw new Error(`${dataDir}: no embedded stack is up there (it may still be starting)`);
  });
  return JSON.parse(text) as StackDetails;
}

export function databasesFor(
  stack: StackDetails,
  namespace = firstOf(stack),
): { ownerUrl: string; databaseUrl: string } {
  const urls = stack.databases[namespace];
  if (!urls)
    throw new Error(
      `no namespace ${namespace} in this stack; there are: ${Object.keys(stack.databases).join(', ')}`,
    );
  return urls;
}

/** The settings (settings.ts) of a process that works in this namespace. */
export function stackEnv(stack: StackDetails, namespace = firstOf(stack)): Record<string, string> {
  return {
    DATABASE_URL: databasesFor(stack, namespace).databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TLS: 'false',
    TEMPORAL_UI_URL: stack.uiUrl,
    DUBAN_SIGNING_KEY_FILE: stack.signingKeyFile,
    DUBAN_SEALING_KEY_FILE: stack.sealingKeyFile,
    DUBAN_REGISTER_KEY_FILE: stack.registerKeyFile,
    OIDC_JWKS_FILE: stack.issuerJwksFile,
    OIDC_ISSUER: developmentIssuer,
    OIDC_AUDIENCE: 'duban',
    // One worker of a stack has an address for its metrics: that of the first namespace.
    WORKER_METRICS_ADDRESS:
      namespace === firstOf(stack) && stack.ports['workerMetrics']
        ? `127.0.0.1:${stack.ports['workerMetrics']}`
        : '',
    DUBAN_TIME_SKIPPING: String(
      stack.namespaces.some((one) => one.name === namespace && one.timeSkipping),
    ),
  };
}

const firstOf = (stack: StackDetails): string => stack.namespaces[0]?.name ?? 'duban';
