export const tag = '处罚名单通报 Lists of those sanctioned';
