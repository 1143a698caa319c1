/**
 * `npm run token -- --officer ID [--ttl HOURS]`: a bearer token for the API, from the development issuer.
 * That issuer exists only beside a running embedded stack: production's tokens come from the bureau's identity provider.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importJWK, SignJWT, type JWK } from 'jose';
import { developmentIssuer, readStack, type StackDetails } from './engine/details.ts';
import { dataFolder } from './engine/launch-settings.ts';

const MAX_HOURS = 8;

export async function mintOfficerToken(stack: Pick<StackDetails, 'issuerKeyFile'>, officer: string, hours: number): Promise<string> {
  if (!officer) throw new Error('which officer? --officer ID');
  if (!(hours > 0 && hours <= MAX_HOURS)) throw new Error(`--ttl: hours, more than 0 and at most ${MAX_HOURS}`);
  const jwk = JSON.parse(await readFile(stack.issuerKeyFile, 'utf8')) as JWK;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid! })
    .setIssuer(developmentIssuer)
    .setAudience('duban')
    .setSubject(officer)
    .setIssuedAt()
    .setExpirationTime(`${Math.round(hours * 3600)} s`)
    .sign(await importJWK(jwk, 'ES256'));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { officer: { type: 'string' }, ttl: { type: 'string', default: String(MAX_HOURS) } } });
  const external = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'OIDC_JWKS_URL'].find((name) => process.env[name]);
  if (external || process.env['NODE_ENV'] === 'production') {
    throw new Error(`development tokens exist in embedded mode only, and ${external ?? 'NODE_ENV=production'} is set: tokens come from your identity provider`);
  }
  console.log(await mintOfficerToken(await readStack(dataFolder), values.officer ?? '', Number(values.ttl)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
