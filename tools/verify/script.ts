/** `verify.mjs` inside every dossier: the verifier with the workflows as they are here, as one script (api/dossier/verifier-script.ts). */
import { recount } from '../recount/index.ts';
import { verifyDossier } from './command.ts';

process.exitCode = await verifyDossier(process.argv.slice(2), (line) => console.log(line), recount);
