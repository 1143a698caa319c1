export const tag = '政务服务投诉 Complaints about services';
