/** A dossier has its place while it is made; beyond so many at a time nobody gets one, and each that is done or failed gives its place back. */
import { expect, it } from 'vitest';
import { Places } from '../../api/dossier/places.ts';

it('so many at a time; beyond that a 429 that says when to ask again', async () => {
  const places = new Places(2);
  const ends: ((error?: Error) => void)[] = [];
  const work = () =>
    new Promise<string>((resolve, reject) =>
      ends.push((error) => (error ? reject(error) : resolve('made'))),
    );
  const [first, second] = [places.within(work), places.within(work)];
  await expect(places.within(work)).rejects.toMatchObject({
    code: 'rate-limited',
    details: { headers: { 'Retry-After': '5' } },
  });
  ends[0]!(new Error('away'));
  await expect(first).rejects.toThrow('away');
  const third = places.within(work);
  await expect(places.within(work)).rejects.toMatchObject({ code: 'rate-limited' });
  ends[1]!();
  ends[2]!();
  expect([await second, await third]).toEqual(['made', 'made']);
});
