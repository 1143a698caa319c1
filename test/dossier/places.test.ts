/** A dossier has its place while it is made; whoever comes then waits in turn, and where too many wait nobody is let in. Each that is done or failed gives its place on. */
import { expect, it } from 'vitest';
import { Places } from '../../api/dossier/places.ts';

it('so many at a time, so many wait in their order; beyond that a 429 that says when to ask again', async () => {
  const places = new Places(2, 2);
  const ends: ((error?: Error) => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) =>
      ends.push((error) => (error ? reject(error) : resolve(name))),
    );
  };
  const [first, second, third, fourth] = ['1', '2', '3', '4'].map((n) => places.within(work(n)));
  await expect(places.within(work('5'))).rejects.toMatchObject({
    code: 'rate-limited',
    details: { headers: { 'Retry-After': '5' } },
  });
  expect(begun).toEqual(['1', '2']);
  ends[0]!(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => begun).toEqual(['1', '2', '3']);
  const sixth = places.within(work('6'));
  await expect(places.within(work('7'))).rejects.toMatchObject({ code: 'rate-limited' });
  ends[1]!();
  await expect.poll(() => begun).toEqual(['1', '2', '3', '4']);
  ends[2]!();
  await expect.poll(() => begun).toEqual(['1', '2', '3', '4', '6']);
  ends[3]!();
  ends[4]!();
  expect(await Promise.all([second, third, fourth, sixth])).toEqual(['2', '3', '4', '6']);
  const last = places.within(work('8'));
  await expect.poll(() => ends.length).toBe(6);
  ends[5]!();
  expect(await last).toBe('8');
});
