/** docker-compose.yml: valid by docker's own client where there is one, by structure everywhere, and as careful as it says. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../../settings.ts';
import { signerSchema } from '../../tools/signer/settings.ts';
import { builtApi, builtWorker } from '../../tools/built.ts';
import { cacheFolder } from '../../tools/engine/binaries.ts';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  restart?: string;
  environment?: Record<string, string>;
  ports?: string[];
  secrets?: string[];
  volumes?: string[];
  profiles?: string[];
  user?: string;
  network_mode?: string;
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Service>;
  secrets: object;
  configs: Record<string, { file?: string }>;
  volumes: object;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = join(root, 'docker-compose.yml');
const text = readFileSync(file, 'utf8');
const settings = readFileSync(join(root, 'tools/temporal/server.yaml'), 'utf8');
const read = (source: string): Compose => parse(source, { merge: true }) as Compose;
const compose = read(text);
const services = Object.entries(compose.services);
const oneShots = services.filter(([, service]) => !service.restart).map(([name]) => name);

const strings = { type: 'array', items: { type: 'string' }, minItems: 1 };
const map = (value: object): object => ({ type: 'object', additionalProperties: value });
const duration = { type: 'string', pattern: '^\\d+(ms|s|m|h)$' };

/** The part of the Compose specification that the file uses, and nothing else: a misspelt key fails. */
const schema = {
  type: 'object',
  required: ['name', 'services'],
  patternProperties: { '^x-': {} },
  properties: {
    name: { type: 'string' },
    services: map({
      type: 'object',
      required: ['image'],
      properties: {
        image: { type: 'string', pattern: '^[a-z0-9./-]+:[\\w.${}:-]+(\\$\\{\\w+_DIGEST:-\\})?$' },
        build: { type: 'string' },
        command: strings,
        restart: { enum: ['unless-stopped'] },
        user: { type: 'string', pattern: '^\\d+:\\d+$' },
        network_mode: { type: 'string', pattern: '^(none|service:[a-z-]+)$' },
        profiles: { enum: [['monitoring']] },
        init: { type: 'boolean' },
        read_only: { type: 'boolean' },
        tmpfs: strings,
        cap_drop: strings,
        security_opt: strings,
        shm_size: { type: 'string' },
        stop_grace_period: duration,
        environment: map({ type: 'string' }),
        ports: {
          type: 'array',
          items: { type: 'string', pattern: '^[\\d.]+:\\$\\{\\w+:-\\d+\\}:\\d+$' },
        },
        volumes: strings,
        secrets: strings,
        configs: {
          type: 'array',
          items: {
            type: 'object',
            required: ['source', 'target'],
            properties: { source: { type: 'string' }, target: { type: 'string' } },
            additionalProperties: false,
          },
        },
        healthcheck: {
          type: 'object',
          required: ['test', 'interval', 'timeout', 'retries', 'start_period'],
          properties: {
            test: { type: 'array', items: { type: 'string' }, minItems: 2 },
            interval: duration,
            timeout: duration,
            start_period: duration,
            retries: { type: 'integer' },
          },
          additionalProperties: false,
        },
        depends_on: map({
          type: 'object',
          required: ['condition'],
          properties: {
            condition: { enum: ['service_healthy', 'service_completed_successfully'] },
          },
          additionalProperties: false,
        }),
      },
      additionalProperties: false,
    }),
    volumes: map({ type: 'null' }),
    secrets: map({
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string' } },
      additionalProperties: false,
    }),
    configs: map({
      type: 'object',
      properties: { file: { type: 'string' }, content: { type: 'string' } },
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
    }),
  },
  additionalProperties: false,
};
const ajv = new Ajv({ allErrors: true });
const complaints = (document: unknown): string | null =>
  ajv.validate(schema, document) ? null : ajv.errorsText();

const variables = [...text.matchAll(/\$\{(\w+)(:[-?][^}]*)?\}/g)].map(
  ([, name = '', rest = '']) => ({ name, rest }),
);
const filled = Object.fromEntries(
  variables.map(({ name }) => [name, name.endsWith('_PORT') ? '18300' : 'x']),
);
const docker = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;
const config = (env: Record<string, string>): number | null =>
  spawnSync('docker', ['compose', '-f', file, 'config', '--quiet'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: 'ignore',
  }).status;

describe.skipIf(!docker)('by docker compose itself', () => {
  it('is valid when everything is given', () => expect(config(filled)).toBe(0));
  it('is refused when nothing is given', () => expect(config({})).not.toBe(0));
});

describe('structure', () => {
  it('is that of a Compose file', () => expect(complaints(compose)).toBeNull());

  it.each([
    ['a misspelt key', (text: string) => text.replace('healthcheck:', 'healtcheck:')],
    ['an unknown condition', (text: string) => text.replace('service_healthy', 'service_heathy')],
    [
      'a number where text is needed',
      (text: string) => text.replace("DB_PORT: '5432'", 'DB_PORT: 5432'),
    ],
  ])('%s is found', (_name, spoil) => {
    expect(spoil(text)).not.toBe(text);
    expect(complaints(read(spoil(text)))).not.toBeNull();
  });

  it('depends only on what is there, in the way that fits it', () => {
    const wrong = services.flatMap(([name, service]) =>
      Object.entries(service.depends_on ?? {})
        .filter(
          ([other, { condition }]) =>
            !compose.services[other] ||
            oneShots.includes(other) !== (condition === 'service_completed_successfully'),
        )
        .map(([other]) => `${name} → ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names secrets, configs and volumes that are there', () => {
    for (const [, service] of services)
      for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret);
    expect(Object.keys(compose.configs)).toEqual([
      'engine-jwks',
      'internode-certificate',
      'temporal-server',
      'prometheus',
      'prometheus-rules',
      'grafana-datasource',
      'grafana-dashboards',
      'grafana-dashboard',
      'temporal-dynamic',
    ]);
    for (const [name, { file }] of Object.entries(compose.configs))
      if (file && !file.startsWith('$')) expect(existsSync(join(root, file)), name).toBe(true);
    expect(Object.keys(compose.volumes)).toEqual([
      'postgres',
      'signer-state',
      'signer-socket',
      'prometheus',
      'grafana',
    ]);
  });

  it('runs files that are there', () => {
    const files = services
      .flatMap(([, service]) => service.command ?? [])
      .filter((word) => word.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    // The mains of worker and API are built into the image with the bundle.
    const built = services
      .flatMap(([, service]) => service.command ?? [])
      .filter((word) => word.endsWith('.mjs'));
    expect(built.toSorted()).toEqual([builtApi, builtWorker].map((file) => relative(root, file)));
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain(
      'RUN node --import tsx tools/bundle.ts',
    );
  });
});

describe('care', () => {
  it('has a health check for everything that stays', () => {
    expect(
      services
        .filter(([, service]) => service.restart && !service.healthcheck)
        .map(([name]) => name),
    ).toEqual([]);
    expect(oneShots).toEqual(['databases', 'temporal-schema', 'namespace', 'migrate', 'reference']);
  });

  it('has no default for a password, a secret or an issuer', () => {
    const secret = variables.filter(({ name }) =>
      /PASSWORD|SECRET|KEY|ISSUER|JWKS|CLIENT/.test(name),
    );
    expect(secret.length).toBeGreaterThan(5);
    // A mail server may ask for no password: empty is none.
    const optional = ({ name, rest }: { name: string; rest: string }): boolean =>
      name === 'SMTP_PASSWORD' && rest === ':-';
    expect(secret.filter((one) => !one.rest.startsWith(':?') && !optional(one))).toEqual([]);
    expect(text).not.toMatch(/^\s*\w*(PASSWORD|PWD|SECRET): (?!\$\{)/m);
  });

  it('publishes the API and the Web UI on loopback only, and neither the frontend nor the database', () => {
    const published = services.flatMap(([name, service]) =>
      (service.ports ?? []).map((port) => [name, port.split(':')[0]]),
    );
    expect(published).toEqual([
      ['temporal-ui', '127.0.0.1'],
      ['api', '127.0.0.1'],
      ['grafana', '127.0.0.1'],
    ]);
  });

  it('gives the application the role that owns nothing, and the owner to the migration only', () => {
    const with_ = (role: string): string[] =>
      services
        .filter(([, { environment }]) => JSON.stringify(environment ?? {}).includes(`//${role}:`))
        .map(([name]) => name);
    expect(with_('duban_owner')).toEqual(['migrate']);
    expect(with_('duban_app')).toEqual(['reference', 'worker', 'api']);
    expect(with_('postgres')).toEqual(['databases']);
  });

  it('has the Temporal server check tokens and who they are for, and its services each other, in both of its processes', () => {
    for (const name of ['temporal', 'temporal-worker']) {
      const service = compose.services[name]!;
      expect(service.environment).toMatchObject({
        TEMPORAL_SERVER_CONFIG_FILE_PATH: '/etc/temporal/duban/server.yaml',
        DUBAN_INTERNODE_CERT_FILE: '/etc/temporal/duban/internode.pem',
        DUBAN_INTERNODE_KEY_FILE: '/run/secrets/internode-key',
      });
      expect(service.secrets).toEqual(['internode-key']);
      // Whatever the settings' file asks the environment for is given, or has its default there.
      const asked = [...settings.matchAll(/env "(\w+)"/g)]
        .map(([, variable]) => variable!)
        .filter((variable) => !new RegExp(`default "[^"]+" \\(env "${variable}"`).test(settings));
      const optional = ['PROMETHEUS_ENDPOINT', 'TEMPORAL_BROADCAST_ADDRESS'];
      expect(
        asked.filter(
          (variable) => !(variable in service.environment!) && !optional.includes(variable),
        ),
      ).toEqual([]);
    }
    expect(settings).toMatch(/authorizer: default\n\s+claimMapper: default/);
    expect(settings).toMatch(/audience: duban-engine/);
    expect(settings).toMatch(/internode:\n\s+server:\n\s+requireClientAuth: true/);
    expect(settings).toMatch(/internal-frontend:\n\s+rpc:[^#]*httpPort: 0\n/);
  });

  it('watches under a profile of its own, by tokens that stand in files, and reads what is there', () => {
    const watching = services.filter(([, { profiles }]) => profiles).map(([name]) => name);
    expect(watching).toEqual([
      'temporal-metrics',
      'temporal-worker-metrics',
      'prometheus',
      'grafana',
    ]);
    // Nothing that runs without it waits for it.
    for (const [name, { depends_on = {} }] of services)
      if (!watching.includes(name))
        expect(Object.keys(depends_on).filter((other) => watching.includes(other))).toEqual([]);
    const token = '/run/secrets/metrics-token';
    const { api, worker } = compose.services;
    expect(api!.environment!['API_METRICS_TOKEN_FILE']).toBe(token);
    expect(worker!.environment!['WORKER_METRICS_TOKEN_FILE']).toBe(token);
    const prometheus = parse(
      readFileSync(join(root, 'deploy/prometheus/prometheus.yml'), 'utf8'),
    ) as {
      scrape_configs: {
        authorization: { credentials_file: string };
        static_configs: { targets: string[] }[];
      }[];
    };
    const targets = prometheus.scrape_configs.flatMap(({ authorization, static_configs }) => {
      expect(authorization.credentials_file).toBe(token);
      return static_configs.flatMap((one) => one.targets);
    });
    expect(targets).toEqual([
      `api:${api!.environment!['API_PORT']}`,
      `worker:${worker!.environment!['WORKER_METRICS_ADDRESS']!.split(':')[1]}`,
      'temporal:9465',
      'temporal-worker:9465',
    ]);
    for (const name of ['temporal', 'temporal-worker']) {
      const door = compose.services[`${name}-metrics`]!;
      expect(door.network_mode).toBe(`service:${name}`);
      expect(door.command).toEqual(
        expect.arrayContaining([
          '--listen=0.0.0.0:9465',
          `--source=http://${compose.services[name]!.environment!['PROMETHEUS_ENDPOINT']}/metrics`,
          `--token=${token}`,
        ]),
      );
    }
  });

  it('passes the public address, the proxies and the metrics token, and takes digests', () => {
    expect(Object.keys(compose.services['api']!.environment!)).toEqual(
      expect.arrayContaining(['API_PUBLIC_URL', 'API_TRUSTED_PROXIES', 'API_METRICS_TOKEN']),
    );
    for (const [name, { image, build }] of services)
      if (!build) expect(image, name).toMatch(/\$\{\w+_DIGEST:-\}$/);
  });

  it('runs the versions that are tested here', () => {
    const [, server, ui] = /temporal-([\d.]+)\+ui-([\d.]+)$/.exec(cacheFolder()) ?? [];
    const images = services
      .map(([, { image }]) => image.replace(/\$\{\w+_DIGEST:-\}$/, ''))
      .filter((image) => image.startsWith('temporalio/'));
    expect(new Set(images)).toEqual(
      new Set([
        `temporalio/server:${server}`,
        `temporalio/admin-tools:${server}`,
        `temporalio/ui:${ui}`,
      ]),
    );
    expect(text).not.toContain(':latest');
  });

  it('keeps the signer apart: a user, a state and a key of its own, no network and no database', () => {
    const { user, network_mode, secrets, volumes, environment } = compose.services['signer']!;
    expect({ user, network_mode, secrets }).toEqual({
      user: '10001:10001',
      network_mode: 'none',
      secrets: ['signer-key'],
    });
    expect(JSON.stringify(environment)).not.toMatch(/DATABASE|postgres/);
    const sharing = (name: string): string[] =>
      services
        .filter(([, service]) => service.volumes?.some((volume) => volume.startsWith(`${name}:`)))
        .map(([service]) => service);
    expect([sharing('signer-state'), sharing('signer-socket')]).toEqual([
      ['signer'],
      ['api', 'signer'],
    ]);
    expect(services.filter(([, { secrets = [] }]) => secrets.includes('signer-key'))).toHaveLength(
      1,
    );
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    for (const volume of volumes!) expect(dockerfile).toContain(` ${volume.split(':')[1]}`);
    expect(compose.services['api']!.environment!['LOG_SIGNER']).toBe(environment!['SIGNER_SOCKET']);
    expect(Object.keys(environment!).filter((name) => !(name in signerSchema.shape))).toEqual([]);
  });

  it('gives api and worker settings that exist', () => {
    const given = ['api', 'worker'].flatMap((name) =>
      Object.keys(compose.services[name]?.environment ?? {}),
    );
    expect(given.filter((name) => !(name in settingsSchema.shape))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  it('starts from a pinned version and does not run as root', () => {
    for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm))
      expect(image).toMatch(/^node:\d+\.\d+\.\d+-[\w-]+\$\{NODE_DIGEST\}$/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
  it('sends nothing private to the build', () => {
    const sent = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
    expect(sent[0]).toBe('*');
    for (const name of sent.slice(1))
      expect(existsSync(join(root, name.slice(1))), name).toBe(true);
  });
});
