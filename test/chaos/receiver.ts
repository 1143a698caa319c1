/** A receiver of webhooks that only notes which entry of which file came, in which order. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Receiver {
  /** File → numbers of its entries as they came. */
  readonly came = new Map<string, number[]>();
  #server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const { file, seq } = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
        file: string;
        seq: number;
      };
      const seqs = this.came.get(file);
      if (seqs) seqs.push(seq);
      else this.came.set(file, [seq]);
      res.writeHead(204).end();
    });
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => {
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** What is wrong with the order of a file whose register has `entries` entries: at least once, and none before the one in front of it. */
  fault(file: string, entries: number): string | undefined {
    let last = 0;
    for (const seq of this.came.get(file) ?? []) {
      if (seq > last + 1) return `${file}: entry ${seq} came after ${last}`;
      last = Math.max(last, seq);
    }
    return last === entries ? undefined : `${file}: ${last} of ${entries} entries came`;
  }
}
