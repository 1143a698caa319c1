/**
 * Production's one-shots (docker-compose.yml), each of which may be repeated:
 *   key FOLDER      makes the engine key: engine.key.json for api and worker, engine.jwks.json for the Temporal server, sealing.key with which the api seals secrets,
 *                   register.key with which api and worker seal the register of lobbying,
 *                   metrics.token with which Prometheus reads metrics, grafana.password of Grafana's administrator,
 *                   internode.key and internode.pem, which the Temporal server's services show each other
 *   databases       makes roles and databases, with the superuser's address
 *   engine          makes the namespace and the search attributes
 *   worker-health   exit code 0 if the engine has seen this host's worker poll lately
 */
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { mintEngineToken, readSigningKey } from '../engine-token.ts';
import { misused, readCommand } from './command.ts';
import { internodeCertificate } from './engine/certificates.ts';
import { databaseOf, prepareDatabases } from './engine/databases.ts';
import { keyPair, sealingKey, wordFile } from './engine/keys.ts';
import { polls } from './engine/mains.ts';
import { prepareNamespaces } from './engine/namespaces.ts';

const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'duban';
/** A worker polls for a minute at a time at most; what is older is another one's, or nobody's. */
const POLLED_WITHIN = 90_000;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`settings: ${name} is needed`);
  return value;
}

const token = async (permission: string): Promise<string> =>
  mintEngineToken(await readSigningKey(needed('DUBAN_SIGNING_KEY_FILE')), {
    sub: 'duban-setup',
    permissions: [permission],
  });

const commands: Record<string, () => Promise<void>> = {
  async key() {
    const place = resolve(folder!);
    await mkdir(place, { recursive: true, mode: 0o700 });
    console.log({
      ...(await keyPair(place, 'engine')),
      sealing: await sealingKey(place, 'sealing'),
      register: await sealingKey(place, 'register'),
      internode: await internodeCertificate(place),
      metrics: await wordFile(place, 'metrics.token'),
      grafana: await wordFile(place, 'grafana.password'),
    });
  },
  async databases() {
    const passwords = {
      owner: needed('DUBAN_OWNER_PASSWORD'),
      app: needed('DUBAN_APP_PASSWORD'),
      temporal: needed('TEMPORAL_DB_PASSWORD'),
    };
    await prepareDatabases(needed('SUPERUSER_DATABASE_URL'), passwords, [databaseOf(namespace)]);
  },
  async engine() {
    const retentionDays = Number(process.env['TEMPORAL_RETENTION_DAYS'] ?? 30);
    await prepareNamespaces(needed('TEMPORAL_ADDRESS'), await token('temporal-system:admin'), [
      { name: namespace, retentionDays, timeSkipping: false },
    ]);
  },
  async 'worker-health'() {
    if (
      !(await polls(
        process.env,
        await token(`${namespace}:read`),
        Date.now() - POLLED_WITHIN,
        hostname(),
      ))
    )
      throw new Error('no poll lately');
  },
};

const usage = `node --import tsx tools/production.ts COMMAND: production's one-shots, each of which may be repeated
  key FOLDER      makes the engine key and the sealing keys
  databases       makes roles and databases, with SUPERUSER_DATABASE_URL
  engine          makes the namespace and the search attributes
  worker-health   exit code 0 if the engine has seen this host's worker poll lately`;
const {
  positionals: [name = '', folder],
} = readCommand({ usage, words: [1, 2] });
if (!Object.hasOwn(commands, name)) misused(usage, `I do not know '${name}'`);
if ((name === 'key') !== (folder !== undefined))
  misused(
    usage,
    name === 'key' ? 'key: which folder?' : `I do not know what to do with '${folder}'`,
  );
try {
  await commands[name]!();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
