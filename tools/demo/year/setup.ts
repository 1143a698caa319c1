/** 布置 The fixtures of the year: two levels of bodies and their people are put there as their founders would; everything else is registered through the API. */
import { type Harness } from '../harness.ts';
import { document, type YearClient } from './client.ts';
import { itemId, YEAR, type Script } from './script.ts';
import { found, registries } from './founding.ts';
import { institutions } from './institutions.ts';
import { type Fixtures, officerOf, url, localDay, now } from './fixtures.ts';

export async function setUpFixtures(
  harness: Harness,
  client: YearClient,
  script: Script,
): Promise<Fixtures> {
  const { bureau } = harness;
  const tag = bureau.slice(-3);
  const g: Fixtures = {
    bureau,
    u: (name) => `${bureau}.${name}`,
    o: (name) => officerOf(bureau, name),
    i: (id) => `i-${bureau}-${id}`,
    today: localDay(),
    campaign: '',
    programme: '',
  };
  await found(harness, g);
  await registries(client, g, script);
  await institutions(client, g, script, tag);
  return {
    ...g,
    campaign: await campaign(client, g),
    programme: await programme(client, g, script),
  };
}

/** 专项检查: plan, approval by the government, filing, publication. */
async function campaign(client: YearClient, g: Fixtures): Promise<string> {
  const by = g.o('e1');
  const items = Array.from({ length: 10 }, (_, n) => itemId(9 + n));
  const file = await client.open('/v1/special-inspections', by, {
    body: g.u('ju'),
    title: '样例专项',
    madeOn: g.today,
    days: { from: `${YEAR}-01-01`, until: `${YEAR}-12-31` },
    items,
    scope: '样例',
    document: document(),
  });
  await client.act(file, 'government-approval', by, {
    approvedAt: now(),
    approver: { name: '庆阳市人民政府', kind: 'government', level: 'prefecture', area: '621000' },
    document: document(),
  });
  await client.act(file, 'justice-filing', by, {
    filedAt: now(),
    level: 'prefecture',
    area: '621000',
    department: '市司法局',
    receiptNo: '样例1',
    document: document(),
  });
  await client.act(file, 'special-publication', by, { publishedAt: now(), url });
  return file;
}

/** 年度计划: announced before the year. */
async function programme(client: YearClient, g: Fixtures, { dailyEach }: Script): Promise<string> {
  const by = g.o('e1');
  const file = await client.open('/v1/inspection-programmes', by, {
    body: g.u('ju'),
    year: YEAR,
    subjects: ['medical-insurance', 'health', 'market-regulation'].map((authority) => ({
      authority,
      name: `样例${authority}`,
    })),
    objects: [{ kind: '定点医药机构', area: '全市', count: 4 * dailyEach }],
    contents: Array.from({ length: 8 }, (_, n) => itemId(n + 1)),
    time: [1, 2, 3, 4].map((quarter) => ({ quarter, inspections: dailyEach })),
    document: document(),
  });
  await client.act(file, 'programme-announcement', by, {
    announcedAt: now(),
    url,
    document: document(),
  });
  return file;
}
