/** A key that a program of the house signs with (HSM, smartcard, openssl): the message on its standard input, 64 bytes in base64 on its output. */
import { spawn } from 'node:child_process';
import { fromBase64 } from '../../domain/proof/bytes.ts';

/** Milliseconds that it may take. */
export const PATIENCE = 5_000;
const LONGEST_ANSWER = 1_024;

/** `command`: a program and its arguments, divided by spaces; no shell reads it. What the program complains of goes to our standard error. */
export function commandKey(command: string): (message: Uint8Array) => Promise<Uint8Array> {
  const [program, ...args] = command.split(' ').filter(Boolean);
  if (!program) throw new Error('SIGNER_KEY: command: which program?');
  return async (message) => signatureIn(await answerOf(program, args, message));
}

/** One line of base64, whoever sends it. */
export function signatureIn(text: string): Uint8Array {
  const signature = fromBase64(text.trim());
  if (!signature) throw new Error('it has answered no base64');
  return signature;
}

function answerOf(program: string, args: readonly string[], message: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    // In a session of its own, so that what hangs is ended with all that it has started.
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    let answer = '';
    const end = (why?: Error): void => {
      clearTimeout(timer);
      if (why && child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
      if (why) reject(why);
      else resolve(answer);
    };
    const timer = setTimeout(() => end(new Error(`no answer in ${PATIENCE} ms`)), PATIENCE);
    child.once('error', (error) => end(error));
    child.once('close', (code, signal) =>
      end(code === 0 ? undefined : new Error(`it has ended with ${signal ?? code}`)),
    );
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (answer.length > LONGEST_ANSWER) end(new Error('it has answered too much'));
    });
    // A program that ends without having read says so by its code.
    child.stdin.on('error', () => {});
    child.stdin.end(message);
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
