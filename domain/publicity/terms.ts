/** 曝光的用语 The four channels of TJ51-7, and those that may come beside them. */

/** 局门户网站、医保诚信网监督宣传专栏、医保监督微信公众号、医保监管短信平台 Each is owed. */
const channels = {
  portal: { zh: '局门户网站', en: "the bureau's website" },
  'credit-site': { zh: '医保诚信网监督宣传专栏', en: 'the supervision column of the credit site' },
  wechat: { zh: '医保监督微信公众号', en: 'the WeChat account of the supervision' },
  sms: { zh: '医保监管短信平台', en: 'the text message platform' },
} as const;
type Channel = keyof typeof channels;
export const owedChannels = Object.keys(channels) as [Channel, ...Channel[]];

/** 主要媒体及其他 Beside the four: which outlet it was stands in the payload. */
const furtherChannels = ['media-1', 'media-2', 'media-3', 'media-4', 'media-5'] as const;
export const everyChannel = [...owedChannels, ...furtherChannels] as const;
export type Place = (typeof everyChannel)[number];

export const isFurther = (place: string): boolean =>
  (furtherChannels as readonly string[]).includes(place);
