/** TJ51-9.1 一院一档、一医一档: what is on record of one subject, and for whom. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bureau, Matter, newBureau, people } from '../rapid-response/acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

interface Line {
  kind: string;
  file: string;
  until: string | null;
  state: string;
}
interface Kept {
  institution: { id: string; status: string };
  practitioner: { id: string; name: string | null };
  institutions: { id: string }[];
  practitioners: { id: string }[];
  changes: { by: string; fields: string[] }[] | null;
  files: { id: string; stage: string }[];
  lines: Line[];
}
const record = async (reader: string, of: string, id: string) =>
  bureau.get(reader, `/v1/${of}/${id}/record`) as Promise<{ status: number; body: Kept }>;

it('a physician with the institutions, the open file and the suspension that is decided', async () => {
  const staff = await newBureau(bureau);
  const m = await Matter.open(bureau, { direction: 'A', kind: 'practitioner', heads: 2, staff });
  await m.accept('suspension-decision');
  const { body } = await record(staff.payment, 'practitioners', m.id);
  expect(body.practitioner.id).toBe(m.id);
  expect(body.institutions.map(({ id }) => id).toSorted()).toEqual(m.heads.toSorted());
  expect(body.files.map(({ id }) => id)).toEqual([m.file]);
  expect(body.lines).toEqual([
    expect.objectContaining({ kind: 'suspension', file: m.file, until: null, state: 'ordered' }),
  ]);
  // Who changed the registration is for those who answer for it.
  expect(body.changes).toBeNull();
  expect((await record(staff.regulator, 'practitioners', m.id)).body.changes).toEqual([]);
  const [head] = m.heads;
  const ofHead = (await record(staff.payment, 'institutions', head!)).body;
  expect(ofHead.practitioners.map(({ id }) => id)).toEqual([m.id]);
  expect([ofHead.files, ofHead.lines]).toEqual([[], []]);
});

it('nothing of it for another bureau, a system, or who has no part in the files', async () => {
  const staff = await newBureau(bureau);
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
  expect((await record(people.regulator, 'institutions', m.id)).status).toBe(403);
  expect((await record(staff.system2, 'institutions', m.id)).status).toBe(403);
  expect((await record(staff.regulator, 'institutions', 'nobody')).status).toBe(404);
  expect((await record(staff.reviewer, 'institutions', m.id)).body.files).toEqual([]);
  expect((await record(staff.regulator, 'institutions', m.id)).body.files).toHaveLength(1);
});
