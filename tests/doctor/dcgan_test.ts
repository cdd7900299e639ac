import { testKind } from "./_wards.ts";

testKind("dcgan", { sick: 2, healthy: 20 });
