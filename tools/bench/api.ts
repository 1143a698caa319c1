/** The API as the bench runs it: as in production (api/service.ts), but without its limits of requests per minute: one machine is all callers. */
import { pino } from 'pino';
import { createService } from '../../api/service.ts';
import { readSettings } from '../../settings.ts';

const settings = readSettings();
const service = await createService(settings, pino({ level: settings.LOG_LEVEL }), { limits: { perAddress: 1e9, perCaller: 1e9 } });
await service.start();
const server = service.app.listen(settings.API_PORT, settings.API_HOST);
process.once('SIGTERM', () => server.close(() => void service.stop()));
