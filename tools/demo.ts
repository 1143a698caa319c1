/**
 * `npm run demo`: two whole referrals acted out against the running system through its HTTP API, in the namespace `demo`,
 * and the register of each with its clauses: what the product is, in a minute. Everybody and everything in it is invented.
 */
import { Clock } from './demo/clock.ts';
import { Office } from './demo/office.ts';
import { namespace, openPlace, type Place } from './demo/place.ts';
import { printRegister } from './demo/print.ts';
import { Story } from './demo/story.ts';
import { registerSubjects } from './demo/subjects.ts';
import { fileLink } from './engine/links.ts';

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort(new Error(signal)));

async function play(place: Place): Promise<void> {
  const office = new Office(place);
  const clock = await Clock.at(place, office);
  try {
    const story = new Story(office, clock, await registerSubjects(office, clock));
    await story.act();
    await epilogue(place, office, story);
  } finally {
    await clock.close();
  }
}

async function epilogue(place: Place, office: Office, { a, b }: Story): Promise<void> {
  const titles = [[a, '方向 A：监督所 → 支付处，定点医药机构 institution'], [b, '方向 B：社保中心 → 监督所，医师 practitioner']] as const;
  for (const [{ file }, title] of titles) printRegister(title, await office.file(file), await office.registerOf(file));
  if (!place.lasting) return;
  console.log('\n在 Temporal 界面查看 in the Temporal UI (under the namespace demo):');
  for (const [{ file }] of titles) console.log(`  ${fileLink(place.stack.uiUrl, namespace, file)}`);
}

let place: Place | undefined;
try {
  const started = Date.now();
  place = await openPlace((text) => console.log(`· ${text}`), abort.signal);
  abort.signal.throwIfAborted();
  await play(place);
  console.log(`\n全部人员、机构、事项均为虚构。Everybody and everything here is invented. ${Math.round((Date.now() - started) / 1000)} s.`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await place?.stop();
}
