/**
 * `npm run token -- --officer ID [--ttl HOURS]`: a bearer token for the API, from the development issuer.
 * That issuer exists only beside a running embedded stack: production's tokens come from the bureau's identity provider.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importJWK, SignJWT, type JWK } from 'jose';
import { connect } from '../db/client.ts';
import { readCommand } from './command.ts';
import { databasesFor, developmentIssuer, readStack, type StackDetails } from './engine/details.ts';
import { dataFolder } from './engine/launch-settings.ts';

const MAX_HOURS = 8;

export async function mintOfficerToken(
  stack: Pick<StackDetails, 'issuerKeyFile'>,
  officer: string,
  hours: number,
): Promise<string> {
  if (!officer) throw new Error('which officer? --officer ID');
  if (!(hours > 0 && hours <= MAX_HOURS))
    throw new Error(`--ttl: hours, more than 0 and at most ${MAX_HOURS}`);
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

const usage = `npm run token -- --officer ID [--ttl HOURS]
  a bearer token for the API, for an officer of the running embedded stack (npm start); at most ${MAX_HOURS} hours`;

/** A token for somebody whom nobody has registered would only be refused later, without a word of why. */
async function assertKnown(stack: StackDetails, officer: string): Promise<void> {
  const sql = connect(databasesFor(stack).databaseUrl, { max: 1, name: 'duban-token' });
  try {
    const [found] = await sql`select from officer where id = ${officer}`;
    if (found) return;
    const known = await sql<
      { id: string; unit: string; roles: string[] }[]
    >`select o.id, u.name as unit, o.roles from officer o join unit u on u.id = o.unit_id where o.removed_on is null order by o.id limit 200`;
    const list = known
      .map(({ id, unit, roles }) => `  ${id.padEnd(16)} ${[unit, ...roles].join('  ')}`)
      .join('\n');
    throw new Error(
      `${officer ? `nobody is registered as '${officer}'` : 'which officer? --officer ID'}; there are:\n${list}`,
    );
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function main(): Promise<void> {
  const { values } = readCommand({
    usage,
    options: { officer: { type: 'string' }, ttl: { type: 'string', default: String(MAX_HOURS) } },
  });
  const external = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'OIDC_JWKS_URL'].find(
    (name) => process.env[name],
  );
  if (external || process.env['NODE_ENV'] === 'production') {
    throw new Error(
      `development tokens exist in embedded mode only, and ${external ?? 'NODE_ENV=production'} is set: tokens come from your identity provider`,
    );
  }
  const stack = await readStack(dataFolder);
  await assertKnown(stack, values.officer ?? '');
  console.log(await mintOfficerToken(stack, values.officer ?? '', Number(values.ttl)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
