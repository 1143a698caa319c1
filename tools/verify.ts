/** 核验案卷 `npm run verify -- dossier.zip [--key TEXT|FILE]… [--witness TEXT|FILE]… [--documents FOLDER] [--json]`: what of a dossier is proved, what is not, and why (docs/dossier.md). */
import type { Recount } from '../domain/recount/compare.ts';
import { recounting } from './recount/bundle.ts';
import { verifyDossier } from './verify/command.ts';

/** Bundled when a life is to be lived, not before: what can't be read needs none. */
const recount: Recount = async (life, stood) => (await recounting())(life, stood);

process.exitCode = await verifyDossier(process.argv.slice(2), (line) => console.log(line), recount);
