/** Settings of the processes, from the environment. Only mains (api/main.ts, worker.ts, tools/) read this. */
import { isIP } from 'node:net';
import { z } from 'zod';

/** Items separated by commas; empty means none. */
const list = (item: RegExp, meaning: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim().toLowerCase())
        .filter(Boolean),
    )
    .refine((items) => items.every((one) => item.test(one)), { error: meaning });
const isRange = (text: string): boolean => {
  const [address = '', prefix = ''] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return Number(prefix) <= bits;
};
/** A proxy that is believed names the client: believing every address would believe every client. */
const isProxy = (text: string): boolean =>
  text === 'loopback' || (isRange(text.includes('/') ? text : `${text}/0`) && !/\/0+$/.test(text));
const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

export const settingsSchema = z.object({
  /** The application's role: may not own the tables. */
  DATABASE_URL: z.string().startsWith('postgres'),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('duban'),
  TEMPORAL_TLS: flag.default(false),
  /** A fixed token for the engine; without it the process mints its own with DUBAN_SIGNING_KEY_FILE. */
  TEMPORAL_API_KEY: z.string().optional(),
  /** Private JWK (ES256) with which the API mints the short-lived tokens it sends to the Temporal server. */
  DUBAN_SIGNING_KEY_FILE: z.string().optional(),
  TEMPORAL_TASK_QUEUE: z.string().default('duban'),
  /** Hours after the end of a run within which its history must be kept, where that is less than the namespace's retention, or this cannot be asked. */
  TEMPORAL_RETENTION_HOURS: z.coerce
    .number()
    .positive()
    .optional()
    .or(z.literal('').transform(() => undefined)),
  TEMPORAL_UI_URL: z.string().default('http://127.0.0.1:8233'),
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65535).default(8300),
  /** How institutions reach the API, e.g. `https://jiancha.example.gov.cn`: the address in the QR code of a notice. Without it, the one that the request came to. */
  API_PUBLIC_URL: z
    .string()
    .url()
    .optional()
    .or(z.literal('').transform(() => undefined)),
  /** Who issues the bearer tokens of the staff systems: JWKS address or key file; one of the two. */
  OIDC_JWKS_URL: z.string().url().optional(),
  OIDC_JWKS_FILE: z.string().optional(),
  /** Only tokens of this issuer count; never guessed: the embedded stack sets its development issuer. */
  OIDC_ISSUER: z.string().optional(),
  OIDC_AUDIENCE: z.string().default('duban'),
  /** As which client of the issuer the pages at /desk sign people in; without it nobody can sign in to them. */
  DESK_CLIENT_ID: z.string().optional(),
  DESK_CLIENT_SECRET: z.string().optional(),
  /** The same from a file. */
  DESK_CLIENT_SECRET_FILE: z.string().optional(),
  /** Embedded mode only: people choose by name who they are. Refused at the start anywhere else. */
  DESK_SAMPLE_SIGN_IN: flag.default(false),
  /** Demo and test namespaces only: a file's receipt clock is its own skipped time. */
  DUBAN_TIME_SKIPPING: flag.default(false),
  /** Seals secrets at rest (AES-256-GCM): 32 bytes in base64. Several, separated by commas: the first seals, all of them open. */
  DUBAN_SEALING_KEY: z.string().optional(),
  /** The same from a file. */
  DUBAN_SEALING_KEY_FILE: z.string().optional(),
  /** Seals the register of lobbying (TJ51 annex 2) and nothing else; set alike for the API and the worker. Several, separated by commas: the first seals, all of them open. */
  DUBAN_REGISTER_KEY: z.string().optional(),
  /** The same from a file. */
  DUBAN_REGISTER_KEY_FILE: z.string().optional(),
  /** Where the signer of the log's checkpoints is asked (tools/signer.ts): the path of its socket, or `https://…` of a proxy before it. */
  LOG_SIGNER: z
    .string()
    .regex(/^(\/|https:\/\/)/)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  /** Whether this process delivers webhooks; several may, and share the work. */
  OUTBOX_DISPATCH: flag.default(true),
  /** Hosts that receivers may lie on, e.g. `hooks.example.cn, *.example.org, oa.example.cn:8443`. Without a port the scheme's own; `:*` any port. Nothing is allowed unless listed. */
  OUTBOX_ALLOWED_HOSTS: list(
    /^(\[[0-9a-f:]+\]|\*|(\*\.)?[a-z0-9.-]+)(:(\d{1,5}|\*))?$/,
    'host patterns separated by commas are expected',
  ),
  /** Private, loopback or otherwise special address ranges that may be connected to, e.g. `10.20.0.0/16`; plain http is allowed there and nowhere else. */
  OUTBOX_ALLOW_PRIVATE: list(
    /^[0-9a-f.:]+\/\d{1,3}$/,
    'address ranges (CIDR) separated by commas are expected',
  ).refine((ranges) => ranges.every(isRange), { error: 'not an address range' }),
  /** Milliseconds that a receiver may take to answer. */
  OUTBOX_TIMEOUT: z.coerce.number().int().min(10).max(60_000).default(10_000),
  /** Tries before a delivery becomes a dead letter: by default ten within about 21 hours. */
  OUTBOX_TRIES: z.coerce.number().int().min(1).max(30).default(10),
  /** Milliseconds before the second try; every further wait is 2.5 times as long, 12 hours at most, each a fifth more or less by chance. */
  OUTBOX_FIRST_DELAY: z.coerce.number().int().min(1).max(3_600_000).default(30_000),
  /** Milliseconds between two looks for what is due again; new entries go out at once. */
  OUTBOX_POLL: z.coerce.number().int().min(10).max(600_000).default(5_000),
  /** Deliveries under way to one receiver at a time, in each process. */
  OUTBOX_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  /** The mail server that takes reminders to people (docs/reminders.md); without it none goes by e-mail. */
  SMTP_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  SMTP_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** `starttls` (587) and `tls` (465) or nothing is sent; `none` (25) only to an address that OUTBOX_ALLOW_PRIVATE names, and never with a password. */
  SMTP_SECURITY: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  /** The authorities (PEM) that the server's certificate may come from, in the place of the public ones. */
  SMTP_CA_FILE: z.string().optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  /** The same from a file. */
  SMTP_PASSWORD_FILE: z.string().optional(),
  /** Whose name stands under the reminders: an address of the bureau. */
  SMTP_FROM: z.string().optional(),
  /** Domains that reminders may go to, e.g. `ybj.example.gov.cn`; their subdomains by `*.example.gov.cn`. Nothing is allowed unless listed. */
  SMTP_RECIPIENT_DOMAINS: list(
    /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    'domains separated by commas are expected',
  ),
  /** The workflows' code, built ahead of time (tools/bundle.ts); without it the worker builds it when it starts. */
  DUBAN_WORKFLOW_BUNDLE: z.string().optional(),
  /** Requests a minute, by address (a whole site may come through one) and by caller. */
  API_RATE_PER_ADDRESS: z.coerce.number().int().min(1).default(6_000),
  API_RATE_PER_CALLER: z.coerce.number().int().min(1).default(600),
  /** Whose `X-Forwarded-For` is believed: addresses or ranges of the proxies before the API, or `loopback`. None unless listed: then every request counts as its connection's address. */
  API_TRUSTED_PROXIES: list(
    /^(loopback|[0-9a-f.:]+(\/\d{1,3})?)$/,
    'addresses or ranges (CIDR) separated by commas are expected',
  ).refine((all) => all.every(isProxy), {
    error: 'an address, a range smaller than everything, or loopback',
  }),
  /** With this token `GET /metrics` can be read from elsewhere than this machine; from a file, the same. */
  API_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  API_METRICS_TOKEN_FILE: z.string().optional(),
  /** Seconds for which the metrics do not ask the database again, however often they are read. */
  METRICS_INTERVAL: z.coerce.number().min(0).max(300).default(15),
  /** Where the worker's metrics are read, `HOST:PORT`; nowhere when it is empty. Anything but a loopback address needs the token. */
  WORKER_METRICS_ADDRESS: z
    .string()
    .regex(/^$|:\d{1,5}$/)
    .default('127.0.0.1:9464'),
  WORKER_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  WORKER_METRICS_TOKEN_FILE: z.string().optional(),
  /** mTLS of that address: its certificate and key, and the authority that signs for its readers; PEM. */
  METRICS_TLS_CERT_FILE: z.string().optional(),
  METRICS_TLS_KEY_FILE: z.string().optional(),
  METRICS_TLS_CLIENT_CA_FILE: z.string().optional(),
  /** Where traces are sent by OTLP over HTTP, without `/v1/traces`; nothing is traced unless it is set. Its headers: OTEL_EXPORTER_OTLP_HEADERS. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .url()
    .optional()
    .or(z.literal('').transform(() => undefined)),
  /** Which part of the traces is kept. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  WORKER_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).default(80),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings; a wrong one is named plainly. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const read = settingsSchema.safeParse(env);
  if (!read.success)
    throw new Error(
      `settings: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`,
    );
  return read.data;
}
