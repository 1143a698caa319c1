/** The desk under attack: hostile requests, then every page that shows what hostile people have filed. In `npm test` a small part of it, in `npm run attack` the whole. */
import type { Browser } from 'playwright-core';
import { madeOf } from '../../api/pages/secrets.ts';
import type { Desk } from '../pages/support.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { DeskAttack, send } from './desk.ts';
import { plantScripts, scripts, type PlantedAct } from './planted.ts';
import { marksIn } from './shown.ts';

export interface DeskToll {
  sent: number;
  refused: number;
  pages: number;
  /** With a text of somebody hostile in them. */
  shown: number;
  faults: string[];
  /** What has come into the bureau meanwhile. */
  filed: number;
}

/** A file in which an act was filed with scripts in its words, and chased with more of them: as far as the API takes them. */
async function filedScripts(desk: Desk, staff: Staff): Promise<Matter> {
  const matter = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
  // oxlint-disable-next-line no-control-regex
  const said = scripts.join(' ').replaceAll(/[\u0000\u202e]|\p{Surrogate}/gu, '');
  await matter.accept('suspension-decision', {
    remarks: said.slice(0, 1000),
    reason: said.slice(0, 500),
  });
  return matter;
}

export async function attackDesk(
  desk: Desk,
  browser: Browser,
  { inputs, seed, acts }: { inputs: number; seed: number; acts: number },
): Promise<DeskToll> {
  const staff = await newBureau(desk.bureau);
  const matter = await filedScripts(desk, staff);
  const { owner } = desk.bureau;
  const planted = await plantScripts(owner, staff.bureau, `${staff.bureau}.jds`, staff.supervision);
  const sessionOf = async (officer: string): Promise<{ cookie: string; csrf: string }> => {
    const secret = (await desk.signedIn(officer)).cookies.get('duban-desk')!;
    return { cookie: `duban-desk=${secret}`, csrf: madeOf(secret, 'csrf') };
  };
  const [own, other] = [await sessionOf(staff.supervision), await sessionOf(staff.payment)];
  const parts = {
    file: matter.file,
    act: matter.act,
    type: 'phone-record',
    name: 'rapid-responses',
  };
  const filed = async (): Promise<number> =>
    (
      await owner`select from inbox i join file f on f.id = i.file_id where f.bureau_id = ${staff.bureau}`
    ).length;
  const before = await filed();
  const toll = await new DeskAttack({ base: desk.base, own, other, parts }, seed).run(inputs);
  const after = await filed();
  const read = await shownScripts(desk, browser, {
    cookie: (await sessionOf(staff.coordinator)).cookie,
    matter,
    planted: some(planted, acts, seed),
  });
  return { ...toll, ...read, faults: [...toll.faults, ...read.faults], filed: after - before };
}

/** So many, spread over all. */
const some = (all: readonly PlantedAct[], count: number, seed: number): PlantedAct[] => {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, n) => (n + seed) % step === 0);
};

async function shownScripts(
  desk: Desk,
  browser: Browser,
  { cookie, matter, planted }: { cookie: string; matter: Matter; planted: readonly PlantedAct[] },
): Promise<Pick<DeskToll, 'pages' | 'shown' | 'faults'>> {
  const context = await browser.newContext({ baseURL: desk.base, locale: 'zh-CN' });
  const page = await context.newPage();
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: desk.base }]);
  const toll = { pages: 0, shown: 0, faults: [] as string[] };
  const files = [...new Set(planted.map(({ file }) => file))];
  const addresses = [
    '/desk?whose=all',
    '/desk/files',
    '/desk/files?state=closed',
    '/desk/chases',
    '/desk/breaches',
    ...[matter.file, ...files].flatMap((file) => [
      `/desk/files/${file}`,
      `/desk/files/${file}/new/chase?/duty=${encodeURIComponent(scripts[1]!)}`,
    ]),
    ...planted.map(({ file, act }) => `/desk/files/${file}/acts/${encodeURIComponent(act)}`),
    ...planted.map(
      ({ file, type }) =>
        `/desk/files/${file}/new/${type}?/remarks=${encodeURIComponent(scripts[3]!)}&item=${encodeURIComponent(scripts[1]!)}`,
    ),
  ];
  for (const path of addresses) {
    const { status, text } = await send(desk.base, {
      method: 'GET',
      path,
      headers: { Cookie: cookie },
    });
    toll.pages += 1;
    if (text.includes('x-evil')) toll.shown += 1;
    if (status >= 500) toll.faults.push(`${path}: status ${status}`);
    for (const mark of await marksIn(page, text)) toll.faults.push(`${path}: ${mark}`);
  }
  toll.faults.push(
    ...(await whatRan(
      context,
      page,
      addresses.filter((_, n) => n % 12 === 0),
    )),
  );
  await context.close();
  return toll;
}

/** Opened for real: no script has run, nothing was asked for elsewhere, and the policy had nothing to forbid. */
async function whatRan(
  context: Awaited<ReturnType<Browser['newContext']>>,
  page: Awaited<ReturnType<Browser['newPage']>>,
  addresses: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  page.on('dialog', (dialog) => {
    found.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (asked) => {
    if (!/^http:\/\/127\.0\.0\.1[:/]/.test(asked.url())) found.push(`asks ${asked.url()}`);
  });
  await context.addInitScript(
    "document.addEventListener('securitypolicyviolation', (one) => { window.forbidden = one.violatedDirective; });",
  );
  for (const address of addresses) {
    await page.goto(address);
    const said = await page.evaluate<string>(
      "[window.evil, window.forbidden].filter(Boolean).join(' ')",
    );
    if (said) found.push(`${address}: ran or was forbidden: ${said}`);
  }
  return found;
}
