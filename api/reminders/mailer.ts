/** 邮件 One try by SMTP: over TLS, to a server and domains that the operators name. Answers a word of ours for why not, never what the server said. */
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Settings } from '../../settings.ts';
import { domainAllowed } from '../outbox/mail-addresses.ts';

interface Mail {
  /** The same at every try: by it a server, and a person, knows a mail that came twice. */
  id: string;
  to: string;
  subject: string;
  text: string;
  at: number;
}

export interface Mailer {
  /** Whether anything may be sent to this address at all. */
  allows(address: string): boolean;
  send(mail: Mail, signal?: AbortSignal): Promise<string | undefined>;
}

/** Undefined where no mail server is named. Throws, at the start of the process, on what would send a password or a mail in the clear. */
export function mailerOf(settings: Settings): Mailer | undefined {
  const { SMTP_HOST: host, SMTP_SECURITY: security, SMTP_FROM: from } = settings;
  if (!host) return undefined;
  if (!from || !/^[^@\s<>]+@[^@\s<>]+$/.test(from))
    throw new Error('settings: SMTP_FROM: the address under which reminders go out');
  const pass = passwordOf(settings);
  if (security === 'none' && (settings.SMTP_USER || pass))
    throw new Error('settings: SMTP_SECURITY=none: no password is sent in the clear');
  if (security === 'none' && !isPrivate(host, settings.OUTBOX_ALLOW_PRIVATE))
    throw new Error('settings: SMTP_SECURITY=none only to an address in OUTBOX_ALLOW_PRIVATE');
  return mailer(settings, { host, from, pass });
}

function passwordOf(settings: Settings): string | undefined {
  const { SMTP_PASSWORD: given, SMTP_PASSWORD_FILE: file } = settings;
  if (given) return given;
  return file ? readFileSync(file, 'utf8').trim() : undefined;
}

function isPrivate(host: string, ranges: readonly string[]): boolean {
  const family = isIP(host);
  if (family === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

const PORTS = { starttls: 587, tls: 465, none: 25 } as const;

/** Who does not answer is given up after the receiver's time; nothing is read from a file or an address that a text names. */
function optionsOf(
  {
    SMTP_SECURITY: security,
    SMTP_USER: user,
    SMTP_PORT,
    SMTP_CA_FILE,
    OUTBOX_TIMEOUT: timeout,
  }: Settings,
  host: string,
  pass: string | undefined,
) {
  return {
    host,
    port: SMTP_PORT ?? PORTS[security],
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2' as const,
      ...(SMTP_CA_FILE && { ca: readFileSync(SMTP_CA_FILE, 'utf8') }),
    },
    ...(user && { auth: { user, pass: pass ?? '' } }),
    dnsTimeout: timeout,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailer(
  settings: Settings,
  { host, from, pass }: { host: string; from: string; pass: string | undefined },
): Mailer {
  const options = optionsOf(settings, host, pass);
  const allows = (address: string): boolean =>
    domainAllowed(address, settings.SMTP_RECIPIENT_DOMAINS);
  const mailOf = ({ id, to, subject, text, at }: Mail) => ({
    from: { name: '督办 Duban', address: from },
    to: { name: '', address: to },
    subject,
    text,
    messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
  return {
    allows,
    async send(mail, signal) {
      if (!allows(mail.to)) return 'address-refused';
      if (signal?.aborted) return 'stopped';
      // A connection for each mail: a server that hangs holds up this one only.
      const transport = createTransport(options);
      const close = (): void => transport.close();
      signal?.addEventListener('abort', close, { once: true });
      try {
        await transport.sendMail(mailOf(mail));
        return undefined;
      } catch (error) {
        return signal?.aborted ? 'stopped' : wordOf(error);
      } finally {
        signal?.removeEventListener('abort', close);
        close();
      }
    },
  };
}

/** `smtp-550`, `EAUTH`, `ETIMEDOUT` …: never the server's words, which may repeat an address. */
function wordOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  if ('responseCode' in error && typeof error.responseCode === 'number')
    return `smtp-${error.responseCode}`;
  const code = 'code' in error ? String(error.code) : '';
  return /^[A-Z_0-9]{2,60}$/.test(code) ? code : 'failed';
}
