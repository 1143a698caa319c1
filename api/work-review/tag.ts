export const tag = '周通报、月考评、季分析、年考核 Periodic reviews';
