/** A key that a key service signs with: `POST` of the message, the answer 64 bytes in base64. It knows us by a client certificate, where it asks for one. */
import { request } from 'node:https';
import { PATIENCE, signatureIn } from './command-key.ts';

/** PEM texts: who we are, and who the service may be known by beside the system's authorities. */
export interface Certificates {
  cert?: string;
  key?: string;
  ca?: string;
}

const LONGEST_ANSWER = 1_024;

export function remoteKey(
  address: string,
  certificates: Certificates,
): (message: Uint8Array) => Promise<Uint8Array> {
  const url = new URL(address);
  return async (message) => signatureIn(await posted(url, certificates, message));
}

function posted(url: URL, certificates: Certificates, message: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      ...certificates,
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': message.length,
      },
      // Not of one silence but of the whole: who drips an answer is not waited for.
      signal: AbortSignal.timeout(PATIENCE),
    };
    const asking = request(url, options, (answer) => {
      let text = '';
      answer.once('error', reject);
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > LONGEST_ANSWER) asking.destroy(new Error('it has answered too much'));
      });
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`it has answered ${answer.statusCode}`));
      });
    });
    asking.once('error', reject);
    asking.end(message);
  });
}
