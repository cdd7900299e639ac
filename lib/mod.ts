/**
 * GAN Clinic: GANs that do not converge, repaired one cause at a time.
 *
 * @module
 */
export * from "./history.ts";
