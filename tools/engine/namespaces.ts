/** Namespaces with their retention said explicitly, and the search attributes by which coordinators find files. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const keyword = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
const datetime = IndexedValueType.INDEXED_VALUE_TYPE_DATETIME;

/** SQL visibility has ten Keyword and three Datetime columns per namespace: these are eight and two of them. */
const searchAttributes = {
  DubanProcedure: keyword,
  DubanBureau: keyword,
  DubanUnit: keyword,
  DubanStage: keyword,
  DubanAttention: keyword,
  DubanAwaited: keyword,
  DubanSuspension: keyword,
  DubanChase: keyword,
  DubanNextDue: datetime,
  DubanOpenedAt: datetime,
};

export interface Namespace {
  name: string;
  /** How long the server keeps a closed file's history; it is exported at the close. */
  retentionDays: number;
  timeSkipping: boolean;
}

const GRPC_ALREADY_EXISTS = 6;
const code = (error: unknown): number | undefined => (error as { code?: number }).code;

export async function prepareNamespaces(
  address: string,
  adminToken: string,
  namespaces: readonly Namespace[],
): Promise<void> {
  const connection = await Connection.connect({ address, tls: false, apiKey: adminToken });
  try {
    await prepareOver(connection, namespaces);
  } finally {
    await connection.close();
  }
}

/** The same over a connection that is there already: production's one-shot has its own way in. */
async function prepareOver(
  connection: Connection,
  namespaces: readonly Namespace[],
): Promise<void> {
  await Promise.all(
    namespaces.map(async (namespace) => {
      await register(connection, namespace);
      await addSearchAttributes(connection, namespace.name);
    }),
  );
}

async function register(connection: Connection, { name, retentionDays }: Namespace): Promise<void> {
  const workflowExecutionRetentionPeriod = { seconds: retentionDays * 86_400 } as never;
  try {
    await connection.workflowService.registerNamespace({
      namespace: name,
      workflowExecutionRetentionPeriod,
    });
  } catch (error) {
    if (code(error) !== GRPC_ALREADY_EXISTS) throw error;
  }
}

/** A namespace is not everywhere known at once: tried again for a while. */
async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace,
      });
      const missing = Object.entries(searchAttributes).filter(
        ([name]) => !(name in (customAttributes ?? {})),
      );
      if (missing.length > 0)
        await connection.operatorService.addSearchAttributes({
          namespace,
          searchAttributes: Object.fromEntries(missing),
        });
      return;
    } catch (error) {
      if (code(error) === GRPC_ALREADY_EXISTS) return;
      if (tries > 200) throw error;
      await sleep(100);
    }
  }
}
