/** 台面：登记簿 Whether the register is sealed anew at its instants: without its keys a worker leaves it standing still. Says nothing of what is in it. */
import { sealedPlaces } from '../../db/lobbying/store.ts';
import { databaseNow } from '../http/clock.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

const HOUR = 3_600_000;

export const registerLines: DeskLines = async (desk) => {
  const places = await sealedPlaces(desk.sql);
  const behind = places.some(
    ({ bureau, beat, hours }) => bureau === desk.bureau && beat + 2 * hours * HOUR < databaseNow(),
  );
  return [
    deskLink(desk)(
      '请托说情登记簿停止（工作进程没有密钥）',
      'The sealed register stands still (a worker without its keys)',
      behind ? 1 : 0,
      null,
    ),
  ];
};
