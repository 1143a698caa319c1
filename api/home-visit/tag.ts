export const tag = '预约上门服务 Visits at home';
