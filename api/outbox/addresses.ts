/** Where webhooks may go: hosts by an allow-list, addresses by what they are. Checked when a receiver is registered and at every connection. */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Sentence } from '../../domain/law/refusal.ts';
import { domainAllowed } from './mail-addresses.ts';

/** IANA's special-purpose IPv4: private, loopback, link-local, CGNAT, documentation, benchmarks, multicast, reserved. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Global unicast IPv6 … */
const global6 = ['2000::/3'];
/** … except what stands for something else: Teredo, 6to4, documentation. Mapped, NAT64, ULA, link-local and multicast lie outside anyway. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const ordinary = {
  special4: listOf(special4),
  global6: listOf(global6),
  special6: listOf(special6),
};

export interface AddressPolicy {
  /** Why a URL may not be a receiver's; nothing if it may. */
  refuseUrl(text: string): Sentence | undefined;
  /** The same of a mailbox, `mailto:…`. */
  refuseMail(text: string): Sentence | undefined;
  /** Whether an address may be connected to; over plain http only what is allowed by name. */
  admits(address: string, secure: boolean): boolean;
}

/** `hosts`: patterns of OUTBOX_ALLOWED_HOSTS; `allowPrivate`: ranges of OUTBOX_ALLOW_PRIVATE; `domains`: of SMTP_RECIPIENT_DOMAINS. */
export function addressPolicy(
  hosts: readonly string[],
  allowPrivate: readonly string[],
  domains: readonly string[] = [],
): AddressPolicy {
  const allowed = listOf(allowPrivate);
  const admits = (address: string, secure: boolean): boolean => {
    const family = ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
    if (!family || address.includes('%')) return false;
    if (allowed.check(address, family)) return true;
    return (
      secure &&
      (family === 'ipv4'
        ? !ordinary.special4.check(address)
        : ordinary.global6.check(address, family) && !ordinary.special6.check(address, family))
    );
  };
  return {
    admits,
    refuseUrl: (text) => refuseUrl(text, hosts, allowPrivate.length > 0, admits),
    refuseMail: (text) => refuseMail(text, domains),
  };
}

const say = (zh: string, en: string): Sentence => ({ zh, en });

function refuseMail(text: string, domains: readonly string[]): Sentence | undefined {
  if (!text.startsWith('mailto:'))
    return say('应为 mailto: 加一个邮箱地址', 'mailto: and one e-mail address are expected');
  if (!domainAllowed(text.slice('mailto:'.length), domains))
    return say(
      '应为一个邮箱地址，其域名在允许的名单中（SMTP_RECIPIENT_DOMAINS）',
      'One e-mail address is expected, in a domain of the allow-list (SMTP_RECIPIENT_DOMAINS)',
    );
  return undefined;
}

function refuseUrl(
  text: string,
  hosts: readonly string[],
  http: boolean,
  admits: AddressPolicy['admits'],
): Sentence | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:';
  if (!url || !(secure || url.protocol === 'http:'))
    return say('须为 https 地址', 'An https address is expected');
  if (!secure && !http) return say('只允许 https', 'Only https is allowed');
  if (url.username || url.password || url.hash)
    return say(
      '地址中不得含账号、密码或片段',
      'The address may not hold a user, a password or a fragment',
    );
  if (!hosts.some((pattern) => matches(pattern, url)))
    return say(
      '该主机不在允许的名单中（OUTBOX_ALLOWED_HOSTS）',
      'The host is not on the allow-list (OUTBOX_ALLOWED_HOSTS)',
    );
  const literal = literalAddress(url);
  if (literal !== undefined && !admits(literal, secure))
    return say(
      '不允许该网络地址（OUTBOX_ALLOW_PRIVATE）',
      'That network address is not allowed (OUTBOX_ALLOW_PRIVATE)',
    );
  return undefined;
}

/** The address of a URL without a name: for those no lookup is ever asked. */
function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) ? bare : undefined;
}

function matches(pattern: string, url: URL): boolean {
  const [, host = '', port] = /^(.*?)(?::(\d+|\*))?$/.exec(pattern)!;
  if (port !== '*' && url.port !== (port === standardPort(url) ? '' : (port ?? ''))) return false;
  if (host === '*') return true;
  return host.startsWith('*.')
    ? url.hostname.endsWith(host.slice(1)) && url.hostname.length >= host.length
    : url.hostname === host;
}

const standardPort = ({ protocol }: URL): string => (protocol === 'https:' ? '443' : '80');

/** A name resolves to an address that may not be connected to. */
export class AddressRefused extends Error {}

export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves once and hands out only what was checked, so that no second answer can slip in between (DNS rebinding). One bad address refuses the name. */
export function checkedLookup(
  policy: AddressPolicy,
  secure: boolean,
  resolve: Resolve = dnsLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => policy.admits(address, secure)))
        return callback(new AddressRefused(hostname), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
