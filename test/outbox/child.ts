/** A process that dispatches and is killed by the test: for one bureau, until it dies. */
import { pino } from 'pino';
import { createOutbox } from '../../api/outbox/outbox.ts';
import { connect } from '../../db/client.ts';
import { readSettings } from '../../settings.ts';

const settings = readSettings();
const outbox = await createOutbox(
  settings,
  connect(settings.DATABASE_URL),
  pino({ level: 'silent' }),
  { bureaus: [process.env['OUTBOX_TEST_BUREAU'] ?? ''] },
);
await outbox.start();
setInterval(() => {}, 60_000);
