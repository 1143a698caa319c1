/**
 * `npm run demo`: two whole referrals and a commitment case of each type, acted out against the running system through its HTTP API,
 * in the namespace `demo`, and the register of each with its clauses, and its dossier, verified: what the product is, in two minutes. Everybody and everything in it is invented.
 * `npm run demo -- breaker`: a day of 熔断 in fast motion instead (tools/demo/circuit-breaker.ts).
 * `npm run demo -- credit-cycle`: two years of credit grading of 2,000 subjects instead (tools/demo/credit-cycle.ts).
 * `npm run demo -- services`: the year 2021 of government services in Qianjiang instead (tools/demo/services.ts).
 * `npm run demo -- year`: a year of inspections instead (tools/demo/year.ts).
 */
import { misused, readCommand } from './command.ts';
import { circuitBreaker } from './demo/circuit-breaker.ts';
import { certification } from './demo/certification.ts';
import { Clock } from './demo/clock.ts';
import { credit } from './demo/credit.ts';
import { gradingCommand } from './demo/credit-cycle.ts';
import { DemoClient, officers } from './demo/client.ts';
import { Dossiers, printDossiers, type VerifiedDossier } from './demo/dossiers.ts';
import { namespace, openHarness, type Harness } from './demo/harness.ts';
import { heading, printRegister } from './demo/print.ts';
import { rapidResponse } from './demo/rapid-response.ts';
import { servicesCommand } from './demo/services.ts';
import type { Played } from './demo/scenario-file.ts';
import { readYear, yearCommand, yearOptions } from './demo/year.ts';
import { fileLink } from './engine/links.ts';

const usage = `npm run demo
  two referrals and a commitment case of each type, through the API, with their registers and their dossiers, verified
npm run demo -- breaker
  a day of 熔断 in fast motion: touches, warning, trip, suspension, case, decision, restoration
npm run demo -- credit-cycle
  two years of credit grading of 2,000 subjects with objections, overturned records and a rule that changes, beside an independent count, feeding a draw
npm run demo -- services
  the year 2021 of the plan of Qianjiang: sixteen tasks, all reviews and their figures, beside an independent count
npm run demo -- year [--institutions 500 --items 40 --inspections 2000 --width 12 --seed 7]
  a year of inspections of one prefecture in fast motion, beside an independent count; at least 22 items and 32 inspections`;
const {
  positionals: [what],
  values,
} = readCommand({ usage, options: yearOptions, words: [0, 1] });
if (what !== undefined && !['year', 'breaker', 'credit-cycle', 'services'].includes(what))
  misused(usage, `I do not know what to do with '${what}'`);
if (what !== 'year' && Object.keys(values).length > 0)
  misused(usage, 'these options belong to: year');
const year = what === 'year' ? readYear(values, (wrong) => misused(usage, wrong)) : undefined;

/** Whom `credit-cycle` grades. */
const SUBJECTS = 2_000;

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => abort.abort(new Error(signal)));

const breaker = [
  ['熔断的一天', 'A day of 熔断 (津人社局发〔2017〕51号 六)', circuitBreaker],
] as const;
const usual = [
  ['快速反应', 'Rapid response (津人社局发〔2017〕51号)', rapidResponse],
  [
    '承诺制事项：证明事项告知承诺制',
    'Certification on commitment (津医保局发〔2021〕84号)',
    certification,
  ],
  ['承诺制事项：信用承诺制', 'Credit commitment (津医保局发〔2021〕84号)', credit],
] as const;

/** Each scenario begins today, with a clock of its own. */
async function perform(harness: Harness): Promise<void> {
  const client = new DemoClient(harness);
  const played: Played[] = [];
  for (const [zh, en, scenario] of what === 'breaker' ? breaker : usual) {
    heading(zh, en);
    const clock = await Clock.at(harness, client);
    played.push(...(await scenario(client, clock).finally(() => clock.close())));
  }
  await epilogue(harness, client, played);
}

async function epilogue(
  harness: Harness,
  client: DemoClient,
  played: readonly Played[],
): Promise<void> {
  for (const {
    scenario: { file },
    title,
  } of played)
    printRegister(title, await client.file(file), await client.registerOf(file));
  heading('核验案卷', 'Their dossiers, verified');
  const dossiers = new Dossiers(harness, 'tj', officers.regulator);
  const verified: VerifiedDossier[] = [];
  for (const {
    scenario: { file },
  } of played)
    verified.push(await dossiers.measured(file));
  printDossiers(verified);
  if (!harness.lasting) return;
  console.log('\n在 Temporal 界面查看 in the Temporal UI (under the namespace demo):');
  for (const {
    scenario: { file },
  } of played)
    console.log(`  ${fileLink(harness.stack.uiUrl, namespace, file)}`);
}

let harness: Harness | undefined;
try {
  const started = Date.now();
  harness = await openHarness((text) => console.log(`· ${text}`), abort.signal);
  abort.signal.throwIfAborted();
  if (year) await yearCommand(harness, year);
  else if (what === 'credit-cycle') await gradingCommand(harness, SUBJECTS);
  else if (what === 'services') await servicesCommand(harness);
  else await perform(harness);
  console.log(
    `\n全部人员、机构、事项均为虚构。Everybody and everything here is invented. ${Math.round((Date.now() - started) / 1000)} s.`,
  );
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await harness?.stop();
}
