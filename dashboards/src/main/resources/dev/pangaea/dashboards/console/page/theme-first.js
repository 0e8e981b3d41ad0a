/* Puts the chosen theme in place before anything is painted. */
{
  const theme = localStorage.getItem("pangaea.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
}
