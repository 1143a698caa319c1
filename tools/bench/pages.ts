/**
 * `npm run bench:pages [-- --open 10000 --closed 20000 --rounds 3 --calls 40 --statements]`: every page of the desk with so many open files of one bureau, as its
 * coordinator and as an officer of one unit; two requests at once. The files are copied in the database from one that went its real way (plant.ts).
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Sql } from '../../db/client.ts';
import { misused, readCommand } from '../command.ts';
import { passwordsIn } from '../engine/passwords.ts';
import { superuserUrl } from '../engine/postgres.ts';
import type { Stack } from '../engine/stack.ts';
import { percentile, pool } from './meter.ts';
import { dearest, reset } from './statements.ts';

const usage =
  'npm run bench:pages [-- --open 10000 --closed 20000 --rounds 3 --calls 40 --statements]: whole numbers';
const { values } = readCommand({
  usage,
  options: {
    open: { type: 'string' },
    closed: { type: 'string' },
    rounds: { type: 'string' },
    calls: { type: 'string' },
    statements: { type: 'boolean' },
  },
});
// Loaded once it is known that something is to be measured.
const { pages } = await import('../../api/pages/pages.ts');
const { createService } = await import('../../api/service.ts');
const { connect } = await import('../../db/client.ts');
const { migrate } = await import('../../db/migrate.ts');
const { loadReference } = await import('../../db/reference.ts');
const { settingsSchema } = await import('../../settings.ts');
const { buildBundle } = await import('../bundle.ts');
const { workerService } = await import('../engine/mains.ts');
const { startStack } = await import('../engine/stack.ts');
const { plant } = await import('./plant.ts');
const { Referrals } = await import('./referrals.ts');
const whole = (text: string | undefined, otherwise: number): number => {
  const n = Number(text ?? otherwise);
  return Number.isSafeInteger(n) && n > 0 ? n : misused(usage, 'a whole number');
};
const open = whole(values.open, 10_000);
const closed = whole(values.closed, 20_000);
const rounds = whole(values.rounds, 3);
const calls = whole(values.calls, 40);
const AIM = 300;
const say = (text: string): void => console.error(`· ${text}`);

/** With what only the officers of one bureau see: the coordinator all of it, the officer what concerns the own unit. */
const people = { coordinator: 'o-coord', officer: 'o-jds-1' };

interface Place {
  base: string;
  template: string;
  act: string;
}

/** What stands for the parts of an address; a page with another part is named, not left out. */
function addresses({ template, act }: Place): string[] {
  const parts: Record<string, string> = {
    file: template,
    act,
    type: 'case-closure',
    name: 'rapid-responses',
    kind: 'decision-reply',
    // None is issued: the page says so.
    paper: '00000000-0000-4000-8000-000000000000',
  };
  const own = pages
    .filter(({ method }) => method === 'get')
    .map(({ path }) =>
      path.replaceAll(/:(\w+)/g, (_, part: string) => {
        if (!parts[part])
          throw new Error(`${path}: give its part ${part} a value in tools/bench/pages.ts`);
        return parts[part];
      }),
    );
  return [
    ...own,
    '/desk?whose=all',
    '/desk?whose=all&force=law&state=overdue',
    '/desk/chases?which=management',
    '/desk/chases?which=unanswered',
    '/desk/chases?which=soon',
    '/desk/breaches?state=standing&unit=tj.zfc',
    '/desk/files?state=open&procedure=rapid-response',
    '/desk/files?attention=technical&state=open',
    '/desk/files?subject=i-bench-7',
  ];
}

/** The cookie of somebody who has chosen a name, as in the embedded mode. */
async function signedIn(base: string, officer: string): Promise<string> {
  const page = await fetch(`${base}/desk/sign-in`);
  const cookie = page.headers.getSetCookie()[0]!.split(';')[0]!;
  const token = /name="token" value="([^"]*)"/.exec(await page.text())![1]!;
  const reply = await fetch(`${base}/desk/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie },
    body: new URLSearchParams({ token, officer, next: '/desk' }),
  });
  return reply.headers
    .getSetCookie()
    .find((one) => one.startsWith('duban-desk='))!
    .split(';')[0]!;
}

async function measured(
  base: string,
  address: string,
  cookie: string,
): Promise<{ ms: number[]; kb: number; status: number }> {
  const ms: number[] = [];
  let [kb, status] = [0, 0];
  await pool(calls, 2, async () => {
    const began = performance.now();
    const reply = await fetch(base + address, { headers: { Cookie: cookie } });
    kb = (await reply.arrayBuffer()).byteLength / 1024;
    ms.push(performance.now() - began);
    ({ status } = reply);
  });
  return { ms, kb, status };
}

const median = (numbers: readonly number[]): number => percentile(numbers, 50);

async function table(place: Place, who: string, officer: string): Promise<number> {
  const cookie = await signedIn(place.base, officer);
  let over = 0;
  console.log(
    `\n${who} (${officer}): p50 / p95 in ms, medians of ${rounds} rounds of ${calls}; KB; status`,
  );
  for (const address of addresses(place)) {
    await measured(place.base, address, cookie);
    const seen: Awaited<ReturnType<typeof measured>>[] = [];
    for (let n = 0; n < rounds; n += 1) seen.push(await measured(place.base, address, cookie));
    const [p50, p95] = [50, 95].map((p) => median(seen.map(({ ms }) => percentile(ms, p))));
    if (p95! > AIM) over += 1;
    console.log(
      `  ${address.replace(place.template, '…').replace(place.act, '…').padEnd(52)} ${p50!.toFixed(0).padStart(5)} /${p95!.toFixed(0).padStart(5)}  ${seen[0]!.kb.toFixed(0).padStart(5)}  ${seen[0]!.status}${p95! > AIM ? '  over' : ''}`,
    );
  }
  return over;
}

async function served(stack: Stack): Promise<{ base: string; stop: () => Promise<void> }> {
  const env = { ...stack.env(), LOG_LEVEL: 'silent', DESK_SAMPLE_SIGN_IN: 'true' };
  const bundle = await buildBundle(join(stack.dataDir, 'workflow-bundle.js'));
  await stack.run(
    workerService({ env: { ...env, DUBAN_WORKFLOW_BUNDLE: bundle } }, stack.adminToken),
  );
  // Nothing runs behind the planted files: nobody looks for their runs.
  const service = await createService(settingsSchema.parse(env), pino({ level: 'silent' }), {
    limits: { perAddress: 1e9, perCaller: 1e9 },
    watchRuns: false,
  });
  await service.start();
  const server = service.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await service.stop();
    },
  };
}

async function run(stack: Stack, owner: Sql, superuser: Sql): Promise<void> {
  await superuser.unsafe('create extension if not exists pg_stat_statements');
  const { base, stop } = await served(stack);
  try {
    say('one referral goes its real way, up to its filing decision');
    const referrals = new Referrals({ stack, owner, api: base });
    const template = (await referrals.open(1, 1)).ids[0]!;
    await referrals.first(template);
    say(`planting ${open} open files and ${closed} closed ones`);
    await plant(superuser, template, { open, closed });
    const [row] = await superuser<
      { act: string }[]
    >`select act_id as act from inbox where file_id = ${template} and number = 1`;
    await reset(superuser);
    console.log(
      `npm run bench:pages: ${open} open files of one bureau, ${closed} closed; two requests at once; ${cpus()[0]!.model} × ${cpus().length}`,
    );
    let over = 0;
    for (const [who, officer] of Object.entries(people))
      over += await table({ base, template, act: row!.act }, who, officer);
    console.log(`\n${over} pages over ${AIM} ms (p95)`);
    if (values.statements)
      for (const { calls: n, ms, query } of await dearest(superuser, 20))
        console.log(`  ${n} × ${ms.toFixed(2)} ms  ${query}`);
  } finally {
    await stop();
  }
}

const abort = new AbortController();
process.once('SIGINT', () => abort.abort());
const stack = await startStack({
  temporary: true,
  preload: 'pg_stat_statements',
  namespaces: [{ name: 'bench', retentionDays: 1, timeSkipping: false }],
  onProgress: say,
  signal: abort.signal,
  onCrash: ({ name, logEnd }) => console.error(`${name} crashed\n${logEnd}`),
});
try {
  await migrate(stack.ownerUrl);
  await loadReference(stack.databaseUrl, { sample: true, fictitiousCalendars: true });
  const owner = connect(stack.ownerUrl, { max: 2 });
  const url = new URL(superuserUrl(stack.ports['postgres']!, await passwordsIn(stack.dataDir)));
  url.pathname = new URL(stack.ownerUrl).pathname;
  const superuser = connect(url.href, { max: 1, name: 'bench' });
  await run(stack, owner, superuser).finally(() => Promise.all([owner.end(), superuser.end()]));
} finally {
  await stack.stop();
}
