/**
 * Reads the messages of the engine. What cannot be read becomes nothing instead of an error: anybody whose token may write can send
 * a signal of any bytes, and a file that fails to read it would fail again at every task. Nothing is a forged message (kit, 3).
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch {
      return undefined as T;
    }
  },
};
