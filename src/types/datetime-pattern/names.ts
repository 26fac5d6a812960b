/** Names of the English (US) calendar, as Java's formatters write them. */
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** From Monday. */
export const dayNames = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export const quarterNames = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"] as const;

export const short = (name: string): string => name.slice(0, 3);
