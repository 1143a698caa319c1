import postgres from 'postgres';

/** The application's connections. */
export type Sql = postgres.Sql<Record<string, never>>;

/** A connection or an open transaction. */
export type Querying = Sql | postgres.TransactionSql<Record<string, never>>;

const asWritten = (text: string): string => text;

/**
 * What columns become: a day stays as it is written (the driver would make an instant of the machine's time zone of it), an instant
 * is whole milliseconds, and ids and amounts are numbers, which all stay far below 2^53. db/schema says the same of every column.
 */
const types: Record<string, postgres.PostgresType> = {
  day: { to: 1082, from: [1082], serialize: asWritten, parse: asWritten },
  instant: {
    to: 1184,
    from: [1184],
    serialize: (at: Date | string | number) => new Date(at).toISOString(),
    parse: Date.parse,
  },
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
};

interface Connections {
  max?: number;
  name?: string;
  /** Milliseconds a statement may take; what is longer is cancelled by the server (57014). */
  longest?: number;
  /** The server refuses every write over them. */
  readOnly?: boolean;
  /** The folder of a server's socket, in the place of the address's host. */
  socket?: string;
}

export function connect(url: string, options: Connections = {}): Sql {
  return postgres(url, {
    max: options.max ?? 10,
    ...(options.socket && { host: options.socket }),
    connection: {
      application_name: options.name ?? 'duban',
      ...(options.longest && { statement_timeout: options.longest }),
      ...(options.readOnly && { default_transaction_read_only: true }),
    },
    types,
    onnotice: () => {},
    // After an outage everybody is back within a second: the driver's own pauses grow to 20 s.
    backoff: (tried) => Math.min(0.05 * 2 ** tried, 1),
  }) as Sql;
}
