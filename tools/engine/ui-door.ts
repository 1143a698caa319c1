/**
 * The door before the embedded Web UI, which reads at the frontend like everybody else: with a token, and one that may only read. The door puts it on
 * what the UI's own pages ask for. It lets in requests under its own name only (DNS rebinding), from its own pages only, and nothing that would write.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { mintEngineToken, readSigningKey, type SigningKey } from '../../engine-token.ts';

interface Door {
  port: number;
  inner: number;
  key: SigningKey;
}

/** A query of a file (its current details) is asked by POST; everything else that is no GET would write. */
const asks = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' ||
  method === 'HEAD' ||
  (method === 'POST' &&
    /^\/api\/v1\/namespaces\/[^/?]+\/workflows\/[^?]+\/query\/[^/?]+(\?.*)?$/.test(url));

/** Why a request is not let in, if it is not. */
function refusal(req: IncomingMessage, port: number): number | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = req.headers;
  if (!hosts.includes(host.toLowerCase())) return 421;
  if (origin !== undefined && !hosts.some((one) => origin === `http://${one}`)) return 403;
  // A browser says where a request comes from: other pages may link to us, and nothing else.
  const [site, mode] = [req.headers['sec-fetch-site'], req.headers['sec-fetch-mode']];
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && mode !== 'navigate')
    return 403;
  return asks(req) ? undefined : 405;
}

async function pass(
  req: IncomingMessage,
  res: ServerResponse,
  { port, inner, key }: Door,
): Promise<void> {
  const refused = refusal(req, port);
  if (refused !== undefined) {
    res
      .writeHead(refused, { 'Content-Type': 'text/plain; charset=utf-8' })
      .end('不予受理 refused\n');
    return;
  }
  const token = await mintEngineToken(key, {
    sub: 'duban-ui',
    permissions: ['temporal-system:read'],
  });
  const { authorization: _a, cookie: _c, ...headers } = req.headers;
  const outer = request(
    {
      host: '127.0.0.1',
      port: inner,
      method: req.method,
      path: req.url,
      headers: { ...headers, authorization: `Bearer ${token}` },
    },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      });
      answer.pipe(res);
    },
  );
  outer.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(502).end()));
  res.on('close', () => outer.destroy());
  req.pipe(outer);
}

const [port, inner, keyFile] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
if (!port || !inner || !keyFile) throw new Error('ui-door: which ports, which key?');
const door: Door = { port, inner, key: await readSigningKey(keyFile) };
createServer((req, res) => void pass(req, res, door).catch(() => res.destroy())).listen(
  port,
  '127.0.0.1',
);
