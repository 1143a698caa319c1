/** 核验程序 `verify.mjs`: the verifier as one script that needs Node alone, of the very code that runs here. Built once in a process, when the first dossier is asked for. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { standInPlugin } from './stand-in-plugin.ts';

export interface VerifierScript {
  text: string;
  sha256: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

let built: Promise<VerifierScript> | undefined;

export function verifierScript(): Promise<VerifierScript> {
  built ??= make().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

async function make(): Promise<VerifierScript> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['tools/verify/script.ts'],
    bundle: true,
    plugins: [standInPlugin],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // As it is written, lines and names and all: an expert of a court reads it.
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const { text } = outputFiles[0]!;
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
