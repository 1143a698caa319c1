/**
 * The SDK notes for every promise of a workflow where it was made, frame by frame, for its stack trace query; that is a quarter of the worker's work.
 * One frame stays: of an error, where it was thrown. See docs/decisions/0008.
 * Where the built-in objects are frozen already nothing happens: it takes effect only where modules are loaded once (tools/bundle.ts).
 */
Reflect.set(Error, 'stackTraceLimit', 1);
