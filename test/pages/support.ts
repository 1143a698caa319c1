/** A browser without script at the pages: cookies, forms, and what a person reads. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Express } from 'express';
import { Bureau } from '../setup/bureau.ts';

export interface Seen {
  status: number;
  text: string;
  headers: Headers;
}

/** What a person reads of a page, marks away. */
export const words = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ');

export async function listening(app: Express): Promise<{ base: string; server: Server }> {
  const server = app.listen(0, '127.0.0.1');
  server.keepAliveTimeout = 0;
  await new Promise((ready) => {
    server.once('listening', ready);
  });
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export class Browser {
  readonly base: string;
  readonly cookies = new Map<string, string>();
  language = 'zh-CN';
  constructor(base: string) {
    this.base = base;
  }

  /** One request; where it leads is not followed. Of another host no cookie is kept. */
  async one(url: string, init: RequestInit = {}): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(new URL(url, this.base), {
      redirect: 'manual',
      ...init,
      headers: {
        'Accept-Language': this.language,
        ...(cookie && { Cookie: cookie }),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const set of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ');
      const at = pair.indexOf('=');
      if (attributes.some((one) => /^expires=thu, 01 jan 1970/i.test(one)))
        this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  }

  async get(url: string): Promise<Seen> {
    let seen = await this.one(url);
    for (let n = 0; n < 10 && seen.status === 303; n += 1)
      seen = await this.one(seen.headers.get('location')!);
    return seen;
  }

  /** Sends a form as a browser does, and goes where it leads. */
  async send(
    url: string,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    const body = fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
    const seen = await this.one(url, { method: 'POST', body, headers });
    return seen.status === 303 ? this.get(seen.headers.get('location')!) : seen;
  }

  /** In the embedded mode: chooses by name. */
  async signIn(officer: string, next = '/desk'): Promise<Seen> {
    const page = await this.get(`/desk/sign-in?next=${encodeURIComponent(next)}`);
    return this.send('/desk/sign-in', { ...hidden(page.text), officer });
  }
}

/** The desk in the embedded mode, and whoever signs in there by name. */
export interface Desk {
  bureau: Bureau;
  base: string;
  signedIn(officer: string): Promise<Browser>;
  close(): Promise<void>;
}
export async function openDesk(): Promise<Desk> {
  const bureau = await Bureau.open({}, { DESK_SAMPLE_SIGN_IN: 'true' });
  const { server, base } = await listening(bureau.service.app);
  return {
    bureau,
    base,
    async signedIn(officer) {
      const browser = new Browser(base);
      await browser.signIn(officer);
      return browser;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await bureau.close();
    },
  };
}

/** The hidden fields of a form of the page: of that which is sent to `action`, else of the last. */
export function hidden(text: string, action?: string): Record<string, string> {
  const at = action ? text.indexOf(`action="${action}"`) : text.lastIndexOf('<form');
  const form = text.slice(at, text.indexOf('</form>', at));
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/?>/g)].map(
      ([, name, value]) => [words(name!), words(value!)],
    ),
  );
}
