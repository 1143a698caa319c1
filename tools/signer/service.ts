/** The signer that runs: a socket at which it is asked, a line for each answer, and an end where its state is no longer its own. */
import { chmod, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { signatureLine } from '../../domain/proof/note.ts';
import { type DoorAnswer, createDoor, sizeAnswer } from '../kept/door.ts';
import { answers, mustBeAddress } from '../kept/hold.ts';
import type { Signed, Signing } from './signing.ts';

const refusals: Record<400 | 403 | 404 | 422, string> = {
  400: 'no request of the form: old SIZE, hashes, an empty line, the three lines of a checkpoint',
  403: 'nobody has said here that this log begins: --new-log, or --begin with its last checkpoint',
  404: 'no key here has the name of this log',
  422: 'the proof does not show that this tree goes on from the one that was signed last',
};

function answerOf(signed: Signed): DoorAnswer {
  switch (signed.status) {
    case 200:
      return { status: 200, text: signed.signatures.map(signatureLine).join('') };
    case 409:
      return signed.fork
        ? { status: 409, text: 'another tree of this size was signed\n' }
        : sizeAnswer(signed.known);
    case 503:
      return { status: 503, text: 'a key, or the disk, could not\n' };
    default:
      return { status: signed.status, text: `${refusals[signed.status]}\n` };
  }
}

function tell(log: Logger, signed: Signed, ms: number): void {
  const { status, origin, size } = signed;
  const told = { origin, size, status, ms };
  if (status === 200) log.info(told, 'signed');
  else if (status === 503) log.error({ ...told, why: signed.why }, 'could not sign');
  else if (status === 409 && signed.fork)
    log.error(told, 'REFUSED: another tree of this size was signed');
  else if (status === 409) {
    // Going on from elsewhere is a question; less than was signed is an older backup.
    const less = size !== undefined && size < signed.known;
    log[less ? 'error' : 'info'](
      { ...told, signed: signed.known },
      less ? 'REFUSED: the log has less than was signed' : 'asked from another size',
    );
  } else if (status === 422)
    log.error(told, 'REFUSED: the tree does not go on from what was signed');
  else log.warn(told, `refused: ${refusals[status]}`);
}

export interface ServiceOptions {
  signing: Signing;
  socket: string;
  mode: number;
  log: Logger;
  /** The state is somebody else's now: the process must end. */
  onLost: () => void;
}

export async function serve({
  signing,
  socket,
  mode,
  log,
  onLost,
}: ServiceOptions): Promise<Server> {
  mustBeAddress(socket);
  if (await answers(socket)) throw new Error(`${socket}: another process listens there`);
  await rm(socket, { force: true });
  const door = createDoor('/add-checkpoint', async (body) => {
    const begun = performance.now();
    const signed = await signing.answer(body);
    tell(log, signed, Math.round(performance.now() - begun));
    if (signed.status === 503 && signed.lost) onLost();
    return answerOf(signed);
  });
  await listen(door, socket, mode);
  return door;
}

/** Never, not for a moment, is it open to more than `mode` says. */
async function listen(door: Server, socket: string, mode: number): Promise<void> {
  const before = process.umask(0o777 & ~mode);
  try {
    await new Promise<void>((resolve, reject) => {
      door.once('error', reject).listen(socket, resolve);
    });
  } finally {
    process.umask(before);
  }
  await chmod(socket, mode);
}
