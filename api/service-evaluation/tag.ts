export const tag = '好差评 Service evaluations';
