export const tag = '失信联合惩戒对象名单 List for joint punishment';
