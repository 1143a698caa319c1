/** A harness whose entries leave for a receiver. */
import type { Receiver } from './receiver.ts';
import { startHarness, type Harness } from './harness.ts';

const outward = {
  OUTBOX_ALLOWED_HOSTS: '127.0.0.1:*',
  OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
  OUTBOX_POLL: '500',
  OUTBOX_CONCURRENCY: '8',
  API_RATE_PER_ADDRESS: '1000000000',
  API_RATE_PER_CALLER: '1000000000',
};

export async function startDayHarness(receiver: Receiver, bundle?: string): Promise<Harness> {
  const harness = await startHarness({ env: outward, bundle });
  const { status, body } = await harness.ask(
    'o-admin',
    '/v1/receivers/day',
    {
      url: receiver.url,
      secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      reason: '样例',
    },
    '-',
    'PUT',
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
  return harness;
}
