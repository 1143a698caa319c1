/** 流程界面 The views that coordinators are given: what the desk and docs/coordinator.md hand out is what the engine answers. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engineColumns, engineViews } from '../../api/files/engine-views.ts';
import { iso, people } from '../setup/bureau.ts';
import { Matter, newBureau, units, type Staff } from '../rapid-response/acts.ts';
import { openDesk, words, type Desk } from './support.ts';

let desk: Desk;
let staff: Staff;
let late: Matter;
let fresh: Matter;
beforeAll(async () => {
  desk = await openDesk();
  staff = await newBureau(desk.bureau);
  late = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
  await late.skip(30);
  fresh = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
});
afterAll(() => desk.close());

interface Views {
  items: { name: string; query: string; ui: string }[];
}
const viewsOf = async (query = ''): Promise<Views['items']> => {
  const reply = await desk.bureau.get(staff.coordinator, `/v1/engine-views${query}`);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as Views).items;
};
/** As the Temporal UI asks for its list. */
async function listed(query: string): Promise<string[]> {
  const { engine } = desk.bureau.service;
  const found: string[] = [];
  await engine.as(staff.coordinator, async () => {
    for await (const run of engine.client.workflow.list({ query })) found.push(run.workflowId);
  });
  return found.toSorted();
}
const shows = (query: string, files: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await listed(query)).toEqual(files.toSorted()), {
    timeout: 15_000,
    interval: 100,
  });
const named = (items: Views['items'], name: string): string =>
  items.find((one) => one.name === name)!.query;

describe('X-4: the views of the Temporal UI', () => {
  it('each is taken by the engine, and finds the files of the own bureau that it names', async () => {
    const items = await viewsOf();
    expect(items.map(({ name }) => name)).toEqual(engineViews.map(({ name }) => name));
    const both = [late.file, fresh.file];
    const found: Record<string, readonly string[]> = { open: both, overdue: [late.file] };
    for (const { name, query } of items) await shows(query, found[name] ?? []);

    const { duties } = await late.view();
    const { key, owedBy } = duties.find(({ state }) => state === 'overdue')!;
    const at = iso(await late.now());
    await late.accept('chase', { duty: key, to: owedBy, channel: 'phone', at }, staff.coordinator);
    await shows(named(items, 'unanswered'), [late.file]);
    await fresh.accept('suspension-decision');
    await shows(named(items, 'suspended'), [fresh.file]);
    await fresh.skip(16);
    await shows(named(items, 'due-soon'), [fresh.file]);
  });

  it('narrowed to a unit or a procedure it finds those only; what is no id is refused', async () => {
    const waits = (await late.view()).duties.find(({ state }) => state === 'overdue')!.owedBy;
    await shows(named(await viewsOf(`?unit=${waits}`), 'overdue'), [late.file]);
    await shows(named(await viewsOf(`?unit=${units.centre}`), 'open'), []);
    const open = await viewsOf('?procedure=rapid-response');
    await shows(named(open, 'open'), [late.file, fresh.file]);
    await shows(named(await viewsOf('?procedure=inspection'), 'open'), []);
    // What is hidden from those it is about: no view leads there (QY-17.1).
    for (const { query } of await viewsOf())
      expect(query).toContain('DubanProcedure != "enforcement-complaint"');
    for (const wrong of [
      'procedure=enforcement-complaint',
      'unit=a%22',
      'procedure=a%22%20OR%20',
      'bureau=tj',
    ])
      expect((await desk.bureau.get(staff.coordinator, `/v1/engine-views?${wrong}`)).status).toBe(
        400,
      );
  });

  it('the list cannot be put in order: the engine refuses it, as the coordinators are told', async () => {
    const open = named(await viewsOf(), 'open');
    await expect(listed(`${open} ORDER BY DubanNextDue ASC`)).rejects.toThrow();
  });

  it('the columns are attributes that the namespace has', async () => {
    const { engine } = desk.bureau.service;
    const { namespace } = engine.options;
    for (const { name } of engineColumns)
      await expect(
        listed(`${name} IS NOT NULL AND DubanBureau = "${staff.bureau}"`),
        `${name} in ${namespace}`,
      ).resolves.toBeInstanceOf(Array);
  });

  it('a coordinator is led there and from a file to its run; whoever files acts is not', async () => {
    const coordinator = await desk.signedIn(staff.coordinator);
    const page = await coordinator.get('/desk/engine?procedure=rapid-response');
    expect(page.status).toBe(200);
    const first = (await viewsOf('?procedure=rapid-response'))[0]!;
    expect(words(page.text)).toContain(first.query);
    expect(page.text).not.toContain('value="enforcement-complaint"');
    expect(page.text).toContain(`href="${first.ui.replaceAll("'", '&#39;')}"`);
    for (const from of ['/desk/technical', '/desk/chases'])
      expect((await coordinator.get(from)).text).toContain('href="/desk/engine"');
    const run = `/workflows/${late.file}"`;
    expect((await coordinator.get(`/desk/files/${late.file}`)).text).toContain(run);
    const payment = await desk.signedIn(staff.payment);
    expect((await payment.get(`/desk/files/${late.file}`)).text).not.toContain(run);
    expect((await payment.get('/desk/technical')).text).not.toContain('/desk/engine');
    expect((await payment.get('/desk/engine')).status).toBe(403);
    expect((await desk.bureau.get(people.payment, '/v1/engine-views')).status).toBe(403);
  });

  it('docs/coordinator.md hands out the same views and columns', () => {
    const text = readFileSync(new URL('../../docs/coordinator.md', import.meta.url), 'utf8');
    const rows = text
      .split('\n')
      .map((line) => /^\| (\S+) (.+?) +\| `(.+?)` +\|$/.exec(line))
      .flatMap((row) => (row ? [[`${row[1]} ${row[2]}`, row[3]]] : []));
    expect(rows).toEqual(engineViews.map(({ title, query }) => [`${title.zh} ${title.en}`, query]));
    for (const { name } of engineColumns) expect(text).toContain(`\`${name}\``);
  });
});
