/** 熔断 Under which heading its routes are documented. */
export const tag = '熔断 Circuit breaker';
